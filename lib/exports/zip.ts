import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** What a file of an archive is made of, piece by piece: text or bytes. */
type Content = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
type Entry = { name: Buffer; crc: number; packed: number; size: number; offset: number };

const most = 0xffff_ffff;
const flags = 0x0808; // sizes follow the data; names are UTF-8
const deflated = 8;
const dosDate = 0x21; // 1 January 1980: the same rows make the same file

/** A file got larger than the format knows without extensions that spreadsheets do not read. */
export class ArchiveTooLarge extends Error {}

/**
 * A ZIP archive (PKWARE APPNOTE 4.3) written while its content is made. Node's zlib packs and sums up; what is missing is these few
 * headers, so no library. Take what `add` yields for each file, then what `end` yields.
 */
export class ZipArchive {
  private readonly entries: Entry[] = [];
  private offset = 0;

  /** One file of the archive; `content` is read as fast as the result is taken. */
  async *add(name: string, content: Content): AsyncGenerator<Buffer, void> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.offset };
    yield this.out(localHeader(entry));
    const packer = createDeflateRaw({ level: 1 });
    pipeline(Readable.from(summed(content, entry), { highWaterMark: 1 }), packer, () => undefined); // a failure destroys the packer, and reading it throws
    for await (const packed of packer) {
      const bytes: Buffer = packed;
      entry.packed += bytes.length;
      yield this.out(bytes);
    }
    yield this.out(descriptor(entry));
    this.entries.push(entry);
  }

  /** The list of all files, with which an archive ends. */
  end(): Buffer {
    const headers = this.entries.map(centralHeader);
    const size = headers.reduce((sum, { length }) => sum + length, 0);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x0605_4b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(this.offset, 16);
    return Buffer.concat([...headers, end]);
  }

  private out(bytes: Buffer): Buffer {
    this.offset += bytes.length;
    if (this.offset > most) throw new ArchiveTooLarge("The archive is larger than 4 GB.");
    return bytes;
  }
}

async function* summed(content: Content, entry: Entry): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    if (entry.size > most) throw new ArchiveTooLarge("A file of the archive is larger than 4 GB.");
    yield bytes;
  }
}

function localHeader({ name }: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x0807_4b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function centralHeader({ name, crc, packed, size, offset }: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(deflated, 10);
  header.writeUInt16LE(dosDate, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
