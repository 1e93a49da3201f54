package dev.tutti.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** JSON and compressed bytes that are small to send and large to hold. */
public final class Bombs {
  private Bombs() {}

  /** Values of 2 MB and more that a tree would take 10 to 60 times their bytes for. */
  public static List<String> values() {
    return List.of(
        "[" + "[],".repeat(700_000) + "[]]",
        "[" + "{},".repeat(700_000) + "{}]",
        "[" + "{\"\":0},".repeat(400_000) + "0]",
        "[" + "[0],".repeat(600_000) + "0]",
        "[" + "0,".repeat(1_200_000) + "0]",
        wide(300_000),
        "{\"\":".repeat(50) + "[" + "{\"a\":{\"b\":[]}},".repeat(200_000) + "0]" + "}".repeat(50));
  }

  /** An object of so many members. */
  public static String wide(int members) {
    var all = new StringBuilder("{");
    for (int i = 0; i < members; i++) {
      all.append(i == 0 ? "" : ",").append('"').append(Integer.toString(i, 36)).append("\":1");
    }
    return all.append('}').toString();
  }

  /** Bytes as gzip. */
  public static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Text as gzip. */
  public static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gzip of so many spaces: a thousandth of them. */
  public static byte[] spaces(int mebibytes) {
    var out = new ByteArrayOutputStream();
    var piece = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (var gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < mebibytes; i++) {
        gzip.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** So many members of gzip with nothing in them. */
  public static byte[] emptyMembers(int count) {
    var one = gzip(new byte[0]);
    var all = new ByteArrayOutputStream(count * one.length);
    for (int i = 0; i < count; i++) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }
}
