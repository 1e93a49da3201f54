package dev.tutti.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request that came to a {@link TestingUpstream}, and the means to answer it. */
public final class Turn {
  private final ReceivedRequest heard;
  private final Socket socket;
  private final OutputStream out;
  private final CompletableFuture<Long> left;

  /**
   * @param left completes with the time in nanoseconds at which the peer closed
   */
  Turn(ReceivedRequest heard, Socket socket, CompletableFuture<Long> left) throws IOException {
    this.heard = heard;
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.left = left;
  }

  /** What was asked. */
  public ReceivedRequest heard() {
    return heard;
  }

  /** The port of the peer: another one for each connection. */
  public int peer() {
    return socket.getPort();
  }

  /**
   * Makes the operating system hold no more than about so many bytes that the peer has not read.
   */
  public Turn buffer(int bytes) throws IOException {
    socket.setSendBufferSize(bytes);
    return this;
  }

  /** Writes bytes as they are. */
  public Turn write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Writes text as it is. */
  public Turn write(String text) throws IOException {
    return write(ReceivedRequest.bytes(text));
  }

  /** Writes a status line and headers. */
  public Turn head(int status, String... headers) throws IOException {
    var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return write("HTTP/1.1 " + status + " Scripted\r\n" + lines + "\r\n");
  }

  /** Answers with a whole JSON text. */
  public Turn json(int status, String body, String... headers) throws IOException {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "content-type: application/json";
    all[1] = "content-length: " + ReceivedRequest.bytes(body).length;
    return head(status, all).write(body);
  }

  /** Begins a stream of server-sent events. */
  public Turn stream() throws IOException {
    return head(200, "content-type: text/event-stream", "transfer-encoding: chunked");
  }

  /** Writes one chunk of HTTP. */
  public Turn piece(byte[] bytes) throws IOException {
    var all = new ByteArrayOutputStream(bytes.length + 16);
    all.writeBytes(ReceivedRequest.bytes(Integer.toHexString(bytes.length) + "\r\n"));
    all.writeBytes(bytes);
    all.writeBytes(ReceivedRequest.bytes("\r\n"));
    return write(all.toByteArray());
  }

  /** Writes one chunk of HTTP. */
  public Turn piece(String text) throws IOException {
    return piece(ReceivedRequest.bytes(text));
  }

  /** Writes an event with this data, in one chunk. */
  public Turn event(String data) throws IOException {
    return piece("data: " + data + "\n\n");
  }

  /** Ends a stream as OpenAI does. */
  public Turn done() throws IOException {
    return event("[DONE]").end();
  }

  /** Writes the chunk that ends a body. */
  public Turn end() throws IOException {
    return write("0\r\n\r\n");
  }

  /** Waits until the test opens a gate. */
  public Turn await(Gate gate) throws InterruptedException {
    gate.await();
    return this;
  }

  /** Does nothing more until the peer leaves. */
  public void stall() throws InterruptedException {
    awaitLeft();
  }

  /** Closes the connection. */
  public void close() throws IOException {
    socket.close();
  }

  /** Resets the connection: the peer sees an error instead of an end. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Waits until the peer has closed the connection, and says when, in nanoseconds. */
  public long awaitLeft() throws InterruptedException {
    return Patience.await(left, "the peer to close the connection of " + heard.start());
  }

  /** Whether the peer closes the connection within a time. */
  public boolean leavesWithin(Duration time) throws InterruptedException {
    try {
      left.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  /** Whether the peer has closed the connection. */
  public boolean hasLeft() {
    return left.isDone();
  }
}
