package dev.tutti.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a body as HTTP chunks, one a piece. An HTTP client hands every chunk on by itself, so a
 * piece is a piece for whoever parses the body, however the network joins them. The first pieces
 * are also written and flushed one by one, so that chunks and their frames arrive torn apart; doing
 * that for all of them would only measure system calls.
 */
final class PieceWriter {
  private static final int FLUSHED_ALONE = 400;
  private static final int BATCH = 4_096;

  private final OutputStream out;
  private final byte[] body;
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream(2 * BATCH);
  private int pieces;

  PieceWriter(OutputStream out, byte[] body) {
    this.out = out;
    this.body = body;
  }

  void write(Delivery delivery) throws IOException {
    switch (delivery) {
      case Delivery.Whole() -> piece(0, body.length);
      case Delivery.Cut(int size) -> cut(size);
      case Delivery.AsRecorded(var sizes) -> {
        int at = 0;
        for (int size : sizes) {
          at = piece(at, Math.min(at + size, body.length));
        }
        piece(at, body.length);
      }
      case Delivery.Truncated(_, int length, _) -> piece(0, length);
    }
    if (!(delivery instanceof Delivery.Truncated(_, _, boolean torn) && torn)) {
      batch.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    send();
  }

  private void cut(int size) throws IOException {
    for (int at = 0; at < body.length; at += size) {
      piece(at, Math.min(at + size, body.length));
    }
  }

  /** Returns {@code to}. */
  private int piece(int from, int to) throws IOException {
    if (from >= to) {
      return from;
    }
    batch.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    batch.writeBytes(Arrays.copyOfRange(body, from, to));
    batch.write('\r');
    batch.write('\n');
    pieces++;
    if (pieces <= FLUSHED_ALONE || batch.size() >= BATCH) {
      send();
    }
    return to;
  }

  private void send() throws IOException {
    batch.writeTo(out);
    out.flush();
    batch.reset();
  }
}
