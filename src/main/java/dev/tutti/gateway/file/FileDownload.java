package dev.tutti.gateway.file;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.http.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Content of a file on its way to its caller: the next piece is read when the one before it is
 * written. Confined to the loop of its exchange.
 */
final class FileDownload {
  private static final int PIECE = 256 << 10;

  private final HttpExchange exchange;
  private final FileChannel channel;
  private long left;
  private boolean ended;

  private FileDownload(HttpExchange exchange, FileChannel channel, long bytes) {
    this.exchange = exchange;
    this.channel = channel;
    this.left = bytes;
  }

  /**
   * Sends a content.
   *
   * @param bytes how long it is
   * @param head writes the headers, once it is known that there is something to send
   */
  static void send(HttpExchange exchange, Path path, long bytes, Runnable head) {
    exchange
        .loop()
        .offload(() -> open(path))
        .onSuccess(
            channel -> {
              var download = new FileDownload(exchange, channel, bytes);
              exchange.onEnd(download::close);
              exchange.attempt(head);
              download.next();
            })
        .onFailure(exchange::fail);
  }

  private static FileChannel open(Path path) {
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw unreadable();
    }
  }

  private static Fault unreadable() {
    return Fault.of(
        FaultCode.STORE_UNAVAILABLE,
        "files: cannot be read (expected: a data folder that is whole)");
  }

  private void next() {
    if (ended) {
      return;
    }
    exchange
        .loop()
        .offload(this::read)
        .onSuccess(piece -> exchange.attempt(() -> write(piece)))
        .onFailure(exchange::fail);
  }

  private Buffer read() {
    try {
      var piece = ByteBuffer.allocate(PIECE);
      int n = channel.read(piece);
      return n <= 0 ? Buffer.buffer() : Buffer.buffer(PIECE).appendBytes(piece.array(), 0, n);
    } catch (IOException e) {
      throw unreadable();
    }
  }

  private void write(Buffer piece) {
    if (ended) {
      return;
    }
    left -= piece.length();
    if (left > 0 && piece.length() == 0) {
      throw unreadable();
    }
    if (left <= 0) {
      exchange.end(piece);
    } else {
      exchange.write(piece).onSuccess(_ -> next());
    }
  }

  /** A reading may be under way, so that the channel is closed beside the loop, too. */
  private void close() {
    ended = true;
    Future<Void> _ =
        exchange
            .loop()
            .offload(
                () -> {
                  channel.close();
                  return null;
                });
  }
}
