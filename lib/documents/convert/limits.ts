/** How far one conversion may go: seconds, megabytes of the PDF, megabytes of memory. */
export type Limits = { seconds: number; megabytes: number; memoryMegabytes: number };

/** Five hundred letters of a page take some ten seconds and 250 MB; addresses are reserved far beyond what is used. */
export const usualLimits: Limits = { seconds: 300, megabytes: 512, memoryMegabytes: 4_096 };
