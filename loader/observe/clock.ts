/** Reads the clock. */

// Taken before fake timers. process.hrtime() is the cheapest exact clock: 34-46 ns, its bigint form 56-75 (made into a
// number), performance.now() 42-55 (Node 20 to 26).
const { hrtime } = process

export function readClockNs(): number {
  const time = hrtime()
  // By index: taking an array apart runs its iterator, which costs more than the clock until V8 has compiled this.
  return time[0] * 1e9 + time[1]
}
