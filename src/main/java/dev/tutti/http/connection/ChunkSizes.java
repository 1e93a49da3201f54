package dev.tutti.http.connection;

import io.netty.buffer.ByteBuf;

/**
 * Lines with the sizes of one body's chunks, looked at before Netty reads them: it takes a size up
 * to the first white space or control character and passes over the rest of the line, and white
 * space before a size as well. By RFC 9112 (7.1) only a chunk's extensions may follow, and white
 * space only before their semicolon. Confined to its connection's event loop.
 */
final class ChunkSizes {
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private long left;
  private boolean last;

  /**
   * Whether the bytes begin with the line of a size that is not well formed; a line that has not
   * come to its end yet is not looked at. To be asked before each step of the decoder, which reads
   * one such line at most.
   */
  boolean isNextMalformed(ByteBuf bytes) {
    if (left > 0 || last || !bytes.isReadable() || isEndOfChunk(bytes)) {
      return false;
    }
    int from = bytes.readerIndex();
    int end = bytes.indexOf(from, bytes.writerIndex(), LF);
    return end >= 0
        && isMalformed(bytes, from, end > from && bytes.getByte(end - 1) == CR ? end - 1 : end);
  }

  private static boolean isEndOfChunk(ByteBuf bytes) {
    byte first = bytes.getByte(bytes.readerIndex());
    return first == CR || first == LF;
  }

  private boolean isMalformed(ByteBuf bytes, int from, int end) {
    int at = from;
    long size = 0;
    while (at < end && Character.digit(bytes.getByte(at), 16) >= 0 && size <= Integer.MAX_VALUE) {
      size = 16 * size + Character.digit(bytes.getByte(at), 16);
      at++;
    }
    if (at == from) {
      return true;
    }
    left = size;
    last = size == 0;
    int extension = at;
    while (extension < end && isBlank(bytes.getByte(extension))) {
      extension++;
    }
    return extension < end ? bytes.getByte(extension) != ';' : extension > at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** So many bytes of a chunk were read. */
  void took(int bytes) {
    left -= bytes;
  }
}
