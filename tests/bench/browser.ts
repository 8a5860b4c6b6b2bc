import type { Measured } from "./measure";
import type { BenchWorld } from "./world";

export async function* benchBrowser(_world: BenchWorld): AsyncGenerator<Measured> {}
