package dev.tutti.batch;

import dev.tutti.chat.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * Outcomes of a batch's lines: two files, of results and of errors, to which each is appended as
 * soon as it is there, and a third one of what models have used for them. They are all that has to
 * be known after a crash: a line has its outcome when its number stands in one of the first two,
 * and half a line at the end of a file is cut off. Thread-safe.
 */
final class ResultJournal implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final int MOST_DIGITS = 9;

  private final String start;
  private final BitSet done = new BitSet();
  private final JournalFile results;
  private final JournalFile errors;
  private final JournalFile spending;
  private BatchUsage usage = BatchUsage.NONE;
  private long completed;
  private long failed;

  /** Files of a journal. */
  record JournalPaths(Path results, Path errors, Path spending) {}

  private ResultJournal(String batch, JournalPaths paths, BatchUsage before) throws IOException {
    this.start = "{\"id\":\"batch_req_" + batch.substring(batch.indexOf('_') + 1) + "_";
    long outBytes = recover(paths.results);
    this.completed = done.cardinality();
    long errBytes = recover(paths.errors);
    this.failed = done.cardinality() - completed;
    this.results = JournalFile.open(paths.results, outBytes);
    this.errors = JournalFile.open(paths.errors, errBytes);
    long spentBytes = recoverUsage(paths.spending);
    this.spending = JournalFile.open(paths.spending, spentBytes);
    if (spentBytes == 0) {
      used(before);
    }
  }

  /**
   * Opens that of a batch, with what is there of it.
   *
   * @param paths of files that are made when they are missing
   * @param before what models have used where the third one is not there
   */
  static ResultJournal open(String batch, JournalPaths paths, BatchUsage before)
      throws IOException {
    return new ResultJournal(batch, paths, before);
  }

  /** Sums up a file of spending; gives the length of its complete part. */
  private long recoverUsage(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text;
    try (var in = new FileInputStream(file.toFile())) {
      text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
    int complete = text.lastIndexOf('\n') + 1;
    text.substring(0, complete).lines().map(BatchUsage::read).forEach(this::add);
    return complete;
  }

  private synchronized void add(BatchUsage more) {
    usage = usage.plus(more);
  }

  /** Notes the lines of a file; gives the length of its complete part. */
  private long recover(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    long complete = 0;
    long at = 0;
    try (var in = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER)) {
      for (long number = number(in); number >= 0; number = number(in)) {
        long rest = rest(in);
        if (rest < 0) {
          return complete;
        }
        at += start.length() + Long.toString(number).length() + rest;
        complete = at;
        done.set(Math.toIntExact(number));
      }
    }
    return complete;
  }

  /** Number of the line that begins here, without what stands behind it; -1 for none. */
  private long number(InputStream in) throws IOException {
    if (!new String(in.readNBytes(start.length()), StandardCharsets.UTF_8).equals(start)) {
      return -1;
    }
    long number = 0;
    for (int digits = 0; digits < MOST_DIGITS; digits++) {
      in.mark(1);
      int c = in.read();
      if (c < '0' || c > '9') {
        in.reset();
        return digits == 0 ? -1 : number;
      }
      number = 10 * number + c - '0';
    }
    return -1;
  }

  /** Bytes up to the line's end, which counts; -1 where there is none. */
  private static long rest(InputStream in) throws IOException {
    long bytes = 0;
    for (int c = in.read(); c >= 0; c = in.read()) {
      bytes++;
      if (c == '\n') {
        return bytes;
      }
    }
    return -1;
  }

  /** Whether a line has its outcome. */
  synchronized boolean has(long line) {
    return done.get(Math.toIntExact(line));
  }

  /** Keeps what models have used for a line, before its answer is kept. */
  void used(BatchUsage more) {
    if (!more.equals(BatchUsage.NONE)) {
      spending.append(more.line().getBytes(StandardCharsets.US_ASCII));
      add(more);
    }
  }

  /** Everything that models have used. */
  synchronized BatchUsage usage() {
    return usage;
  }

  /** Keeps what a line was answered. */
  void add(BatchLine line, LineModel.Answered answer) {
    boolean good = answer.fault() == null;
    var text = begin(line);
    write(text, "\"response\":{\"status_code\":" + answer.status() + ",\"request_id\":");
    text.writeBytes(Json.bytes(answer.requestId()));
    write(text, ",\"body\":");
    oneLine(text, answer.body().getBytes());
    write(text, "},\"error\":null}\n");
    append(line.number(), good, text.toByteArray());
  }

  /** Keeps why a line was not asked. */
  void refuse(BatchLine line, String code, String message) {
    var text = begin(line);
    write(text, "\"response\":null,\"error\":");
    text.writeBytes(Json.bytes(Json.object().put("code", code).put("message", message)));
    write(text, "}\n");
    append(line.number(), false, text.toByteArray());
  }

  private ByteArrayOutputStream begin(BatchLine line) {
    var text = new ByteArrayOutputStream();
    write(text, start + line.number() + "\",\"custom_id\":");
    text.writeBytes(Json.bytes(line.customId()));
    write(text, ",");
    return text;
  }

  private static void write(ByteArrayOutputStream into, String text) {
    into.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON as it was written but for line ends, which stand between its tokens only. */
  private static void oneLine(ByteArrayOutputStream into, byte[] json) {
    int from = 0;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        into.write(json, from, i - from);
        into.write(' ');
        from = i + 1;
      }
    }
    into.write(json, from, json.length - from);
  }

  private void append(long line, boolean good, byte[] text) {
    (good ? results : errors).append(text);
    synchronized (this) {
      done.set(Math.toIntExact(line));
      completed += good ? 1 : 0;
      failed += good ? 0 : 1;
    }
  }

  /** Numbers of lines, of so many. */
  synchronized BatchCounts counts(long total) {
    return new BatchCounts(total, completed, failed);
  }

  /** Bytes of the files that are kept. */
  long bytes() {
    return results.bytes() + errors.bytes();
  }

  /** Sees to it that all of it is on the disk. */
  void force() {
    results.force();
    errors.force();
    spending.force();
  }

  @Override
  public void close() throws IOException {
    try (results;
        errors;
        spending) {
      // All of them, whatever becomes of one.
    }
  }
}
