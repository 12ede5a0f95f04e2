#!/usr/bin/env node
// Reads lists and deltas of src/docs/list-format.md; needs Node 18 or later and nothing else.
//   node reader.mjs LIST [--key BASE64] [--delta DELTA] NUMBER…    what the list says of numbers, one JSON line each
//   node reader.mjs LIST [--delta DELTA] --checksum | --dump       the checksum of its content, or all of it
// --key checks the seals with the publisher's key (GET /v1/feed/key); --delta applies a delta before anything else.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SEAL = 96, DIGEST = 32, CODES = 2000000000000000000n, BLOCK = 256, ESCAPE = 24;
const CATEGORIES = ['legitimate', 'debt_collection', 'debt_collection_harassment', 'third_party_contact', 'threat', 'impersonation',
  'fraud', 'phishing', 'sms_bombing', 'call_bombing', 'telemarketing', 'robocall', 'silent_call', 'survey', 'political', 'gambling',
  'loan_offer', 'other_unwanted'];
const LEVELS = ['trusted', 'unknown', 'low', 'elevated', 'high'];

/** Refuses bytes that were changed or, if a key is given, not signed with it. */
export function checkSeal(bytes, key) {
  const content = bytes.subarray(0, bytes.length - SEAL);
  const digest = createHash('sha256').update(content).digest();
  if (bytes.length <= SEAL || !digest.equals(bytes.subarray(content.length, content.length + DIGEST))) throw new Error('damaged');
  if (key) {
    const x509 = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'base64')]);
    const open = createPublicKey({ key: x509, format: 'der', type: 'spki' });
    const signed = Buffer.concat([bytes.subarray(0, 4), digest]);
    if (!verify(null, signed, open, bytes.subarray(content.length + DIGEST))) throw new Error('not signed with that key');
  }
}

class Bits {
  constructor(bytes, at) { this.bytes = bytes; this.at = at; this.bit = 0; }
  one() {
    const value = (this.bytes[this.at] >> this.bit) & 1;
    if (++this.bit === 8) { this.bit = 0; this.at++; }
    return value;
  }
  take(count) {
    let value = 0n;
    for (let i = 0; i < count; i++) if (this.one()) value |= 1n << BigInt(i);
    return value;
  }
  rice(k) {
    let ones = 0;
    while (ones < ESCAPE && this.one()) ones++;
    return ones === ESCAPE ? this.take(64) : (BigInt(ones) << BigInt(k)) | this.take(k);
  }
  /** The place of the next whole byte. */
  end() { return this.bit ? this.at + 1 : this.at; }
}

class Reader {
  constructor(bytes, at) { this.bytes = bytes; this.at = at; }
  u8() { return this.bytes[this.at++]; }
  u16() { this.at += 2; return this.bytes.readUInt16LE(this.at - 2); }
  u32() { this.at += 4; return this.bytes.readUInt32LE(this.at - 4); }
  u64() { this.at += 8; return this.bytes.readBigUInt64LE(this.at - 8); }
  varint() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const octet = this.u8();
      value |= BigInt(octet & 127) << shift;
      if (octet < 128) return value;
    }
  }
  text() { const length = this.u8(); this.at += length; return this.bytes.toString('utf8', this.at - length, this.at); }
}

/** Decodes a block; answers [number, rank] pairs and where it ends. */
function block(bytes, at, first, count, marked) {
  const distance = bytes[at], ranks = bytes[at + 1], bits = new Bits(bytes, at + 2), found = [];
  let number = first;
  for (let i = 0; i < count; i++) {
    if (i > 0) number += bits.rice(distance) + 1n;
    found.push([number, marked ? Number(bits.rice(ranks)) : 0]);
  }
  return { found, end: bits.end() };
}

function rules(reader, count, marks) {
  const found = [];
  let first = 0n;
  for (let i = 0; i < count; i++) {
    first += reader.varint();
    const dropped = reader.u8();
    found.push([`${first}/${dropped}`, marks ? marks[reader.u16()] : 0]);
  }
  return found;
}

/** A list as it lies in its bytes: finds numbers without decoding more than a block. */
export class CompactList {
  constructor(bytes, key) {
    if (bytes.toString('latin1', 0, 4) !== 'ZHL1') throw new Error('not a list');
    checkSeal(bytes, key);
    this.bytes = bytes;
    const head = new Reader(bytes, 8);
    this.version = head.u64();
    this.createdAt = head.u64();
    this.nextUpdate = head.u64();
    this.size = head.u32();
    const markCount = head.u32(), nameCount = head.u32(), ruleCount = head.u32();
    this.region = bytes.toString('latin1', 52, 54);
    const blockBytes = Number(bytes.readBigUInt64LE(56));
    const reader = new Reader(bytes, 64);
    this.marks = Array.from({ length: markCount }, () => reader.u32());
    const blocks = Math.ceil(this.size / BLOCK);
    this.firsts = []; this.offsets = [];
    const base = reader.at + 12 * blocks;
    for (let i = 0; i < blocks; i++) { this.firsts.push(reader.u64()); this.offsets.push(base + reader.u32()); }
    reader.at = base + blockBytes;
    this.names = new Map(Array.from({ length: nameCount }, () => [reader.text(), this.marks[reader.u16()]]));
    this.rules = new Map(rules(reader, ruleCount, this.marks));
  }
  block(index) {
    const count = Math.min(BLOCK, this.size - index * BLOCK);
    return block(this.bytes, this.offsets[index], this.firsts[index], count, true).found;
  }
  /** The mark that decides on a number or name, with where it comes from; null if nothing is known. */
  find(key) {
    if (this.names.has(key)) return { from: 'number', mark: this.names.get(key) };
    const number = toNumber(key);
    if (number === null) return null;
    let low = 0, high = this.firsts.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (this.firsts[middle] <= number) low = middle; else high = middle - 1; }
    if (high >= 0 && this.firsts[low] <= number) {
      const entry = this.block(low).find(([its]) => its === number);
      if (entry) return { from: 'number', mark: this.marks[entry[1]] };
    }
    for (let dropped = 1, size = 10n; dropped <= 4; dropped++, size *= 10n) {
      const mark = this.rules.get(`${number - number % size}/${dropped}`);
      if (mark !== undefined) return { from: 'rule', mark };
    }
    return null;
  }
  /** Everything, decoded. */
  content() {
    const numbers = new Map();
    for (let i = 0; i < this.firsts.length; i++) for (const [number, rank] of this.block(i)) numbers.set(number, this.marks[rank]);
    return { version: this.version, numbers, names: new Map(this.names), rules: new Map(this.rules) };
  }
}

/** Applies a delta to decoded content; throws unless what comes out has the checksum it should. */
export function applyDelta(content, bytes, key) {
  if (bytes.toString('latin1', 0, 4) !== 'ZHD1') throw new Error('not a delta: take the whole list');
  checkSeal(bytes, key);
  const reader = new Reader(bytes, 8);
  if (reader.u64() !== content.version) throw new Error('a delta of another version');
  const version = reader.u64();
  reader.at = 40;
  const [put, taken, markCount, namesPut, namesTaken, rulesPut, rulesTaken] = Array.from({ length: 7 }, () => reader.u32());
  reader.at = 104;
  const marks = Array.from({ length: markCount }, () => reader.u32());
  const blocks = (count, marked) => {
    const end = reader.u32() + reader.at, found = [];
    for (let left = count; left > 0; left -= BLOCK) {
      const first = reader.u64(), decoded = block(bytes, reader.at, first, Math.min(BLOCK, left), marked);
      found.push(...decoded.found);
      reader.at = decoded.end;
    }
    reader.at = end;
    return found;
  };
  const toPut = blocks(put, true);
  for (const [number] of blocks(taken, false)) content.numbers.delete(number);
  for (const [number, rank] of toPut) content.numbers.set(number, marks[rank]);
  for (let i = 0; i < namesPut; i++) content.names.set(reader.text(), marks[reader.u16()]);
  for (let i = 0; i < namesTaken; i++) content.names.delete(reader.text());
  for (const [rule, mark] of rules(reader, rulesPut, marks)) content.rules.set(rule, mark);
  for (const [rule] of rules(reader, rulesTaken, null)) content.rules.delete(rule);
  content.version = version;
  if (!checksum(content).equals(bytes.subarray(72, 104))) throw new Error('the checksum differs: take the whole list');
  return content;
}

const byNumber = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (content) => [
  [...content.numbers].sort((a, b) => byNumber(a[0], b[0])),
  [...content.names].sort((a, b) => Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0]))),
  [...content.rules].map(([rule, mark]) => [...rule.split('/').map(BigInt), mark]).sort((a, b) => byNumber(a[0], b[0]) || byNumber(b[1], a[1])),
];

export function checksum(content) {
  const sha = createHash('sha256'), [numbers, names, rules] = sorted(content), bytes = Buffer.alloc(13);
  for (const [number, mark] of numbers) { bytes.writeBigUInt64LE(number); bytes.writeUInt32LE(mark, 8); sha.update(bytes.subarray(0, 12)); }
  for (const [name, mark] of names) {
    const utf8 = Buffer.from(name);
    bytes.writeUInt8(utf8.length); sha.update(bytes.subarray(0, 1)).update(utf8); bytes.writeUInt32LE(mark); sha.update(bytes.subarray(0, 4));
  }
  for (const [first, dropped, mark] of rules) {
    bytes.writeBigUInt64LE(first); bytes.writeUInt8(Number(dropped), 8); bytes.writeUInt32LE(mark, 9); sha.update(bytes);
  }
  return sha.digest();
}

function toNumber(key) {
  if (/^\+[0-9]{3,15}$/.test(key)) return BigInt(key.slice(1));
  return /^CN-[0-9]{3,17}$/.test(key) ? CODES + BigInt(key.slice(3)) : null;
}

const told = (mark) => ({ level: LEVELS[(mark >>> 16) & 255], score: (mark >>> 8) & 255, category: CATEGORIES[mark & 255] ?? null });

function main(args) {
  const option = (name) => { const i = args.indexOf(name); return i < 0 ? null : args.splice(i, 2)[1]; };
  const flag = (name) => { const i = args.indexOf(name); if (i >= 0) args.splice(i, 1); return i >= 0; };
  const key = option('--key'), delta = option('--delta'), sum = flag('--checksum'), dump = flag('--dump');
  const list = new CompactList(readFileSync(args.shift()), key);
  if (!delta && !sum && !dump) {
    for (const number of args) {
      const found = list.find(number);
      console.log(JSON.stringify(found ? { number, from: found.from, ...told(found.mark) } : { number, from: null }));
    }
    return;
  }
  const content = delta ? applyDelta(list.content(), readFileSync(delta), key) : list.content();
  if (sum) console.log(checksum(content).toString('hex'));
  if (dump) {
    const [numbers, names, rules] = sorted(content);
    const lines = [...numbers.map(([number, mark]) => `${number} ${mark}`), ...names.map(([name, mark]) => `${name} ${mark}`),
      ...rules.map(([first, dropped, mark]) => `${first}/${dropped} ${mark}`)];
    process.stdout.write(lines.join('\n') + '\n');
  }
  for (const number of args) console.log(JSON.stringify({ number, ...(content.numbers.has(toNumber(number)) ? told(content.numbers.get(toNumber(number))) : {}) }));
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').pop())) {
  try { main(process.argv.slice(2)); } catch (e) { console.error(`reader.mjs: ${e.message}`); process.exit(1); }
}
