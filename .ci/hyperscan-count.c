// What `logtriage patterns count FILE` does, with Hyperscan: in block mode, a MiB of whole lines at a time.
// usage: hyperscan-count LITERALS FILE   (none: prints the version of Hyperscan)
// Prints how many lines hold any literal; then for each how many lines hold it, a tab and the literal.
// build: gcc -O2 -o hyperscan-count hyperscan-count.c -lhs
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct { unsigned long long end; unsigned literal; } Hit;
static Hit *hits;
static size_t found, room, *counts, *lastLine, line, marked;
static int unordered;

static void *need(void *memory) { return memory ? memory : (err(2, "memory"), NULL); }

static int add(unsigned literal, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  if (found == room) hits = need(realloc(hits, (room = room * 2 + 1024) * sizeof *hits));
  if (found && hits[found - 1].end > to) unordered = 1;  // Hyperscan promises no order.
  hits[found++] = (Hit){to, literal};
  return 0;
}

static int byEnd(const void *a, const void *b) {
  unsigned long long one = ((const Hit *)a)->end, other = ((const Hit *)b)->end;
  return (one > other) - (one < other);
}

static void scan(const hs_database_t *base, hs_scratch_t *scratch, const char *block, size_t size) {
  found = unordered = 0;
  if (size && hs_scan(base, block, size, 0, scratch, add, NULL) != HS_SUCCESS) errx(2, "hs_scan failed");
  if (unordered) qsort(hits, found, sizeof *hits, byEnd);
  size_t end = 0;  // Behind the line of the hit before.
  for (size_t n = 0; n < found; n++) {
    if (hits[n].end > end) {
      const char *newline = memchr(block + hits[n].end, '\n', size - hits[n].end);
      end = newline ? (size_t)(newline - block) : size;
      line++, marked++;
    }
    unsigned id = hits[n].literal;
    if (lastLine[id] != line) lastLine[id] = line, counts[id]++;
  }
}

int main(int argc, char **argv) {
  if (argc == 1) return printf("%s\n", hs_version()) < 0;
  if (argc != 3) errx(2, "usage: hyperscan-count LITERALS FILE");

  FILE *list = fopen(argv[1], "r");
  if (!list) err(2, "%s", argv[1]);
  const char **literals = NULL;
  size_t *lengths = NULL, count = 0, capacity = 0;
  char *text = NULL;
  for (ssize_t length; (length = getline(&text, &capacity, list)) > 0; text = NULL, capacity = 0) {
    if (text[length - 1] == '\n') text[--length] = 0;
    literals = need(realloc(literals, (count + 1) * sizeof *literals));
    lengths = need(realloc(lengths, (count + 1) * sizeof *lengths));
    literals[count] = text, lengths[count++] = length;
  }
  counts = need(calloc(count, sizeof *counts)), lastLine = need(calloc(count, sizeof *lastLine));
  unsigned *flags = need(calloc(count, sizeof *flags)), *ids = need(calloc(count, sizeof *ids));
  for (size_t n = 0; n < count; n++) ids[n] = n;
  hs_database_t *base;
  hs_scratch_t *scratch = NULL;
  hs_compile_error_t *why;
  if (hs_compile_lit_multi(literals, flags, ids, lengths, count, HS_MODE_BLOCK, NULL, &base, &why) != HS_SUCCESS) errx(2, "%s", why->message);
  if (hs_alloc_scratch(base, &scratch) != HS_SUCCESS) errx(2, "hs_alloc_scratch failed");

  int file = open(argv[2], O_RDONLY);
  if (file < 0) err(2, "%s", argv[2]);
  size_t size = 1 << 20, filled = 0;
  char *block = need(malloc(size));
  for (;;) {
    if (filled == size) block = need(realloc(block, size *= 2));  // A line that is longer.
    ssize_t got = read(file, block + filled, size - filled);
    if (got < 0) err(2, "%s", argv[2]);
    filled += got;
    char *newline = got ? memrchr(block, '\n', filled) : NULL;
    size_t whole = !got ? filled : newline ? (size_t)(newline + 1 - block) : 0;
    scan(base, scratch, block, whole);
    memmove(block, block + whole, filled -= whole);
    if (!got) break;
  }
  printf("%zu\n", marked);
  for (size_t n = 0; n < count; n++) printf("%zu\t%s\n", counts[n], literals[n]);
  return 0;
}
