package dev.tutti.character;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files that want to be refused: bombs, archives that lie, paths that lead out, documents without
 * end. Each is read again and again, and the CPU time of a refusal is told.
 */
final class HostileCards {
  private static final int RUNS = 15;
  private static final long MOST_NANOS = 50_000_000;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final String CARD =
      "{\"spec\":\"chara_card_v3\",\"spec_version\":\"3.0\",\"data\":{\"name\":\"Nara\"}}";

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  HostileCards() throws IOException {
    files.put("zip: one file of 65 MiB", zip(Map.of("card.json", 65)));
    files.put("zip: 300 MiB in 5 files", zip(of(5, 60)));
    files.put("zip: 250 MiB and no card", zip(Map.of("a", 60, "b", 60, "c", 60, "d", 60)));
    files.put("zip: 200 MiB that say 100 bytes", lying(zip(of(4, 50)), 24));
    files.put("zip: 600 files", zip(of(600, 0)));
    files.put("zip: encrypted", flag(zip(of(1, 0))));
    files.put("zip: paths that lead out", traversal());
    files.put("zip: cut", Arrays.copyOf(zip(of(1, 1)), 500));
    files.put("png: zTXt of 500 MiB", png("zTXt", compressed(500, "chara\0\0")));
    files.put("png: iTXt of 500 MiB", png("iTXt", compressed(500, "ccv3\0\1\0\0\0")));
    files.put("png: a chunk of 2 GiB", chunkOfTwoGigabytes());
    files.put("json: 200,000 levels", "[".repeat(200_000).getBytes(UTF_8));
    files.put("json: levels behind a card", deep());
  }

  private static Map<String, Integer> of(int count, int mebibytes) {
    var sizes = new LinkedHashMap<String, Integer>();
    sizes.put("card.json", -1);
    for (int i = 0; i < count; i++) {
      sizes.put("assets/" + i, mebibytes);
    }
    return sizes;
  }

  /** An archive of zeros; -1 is a good card. */
  private static byte[] zip(Map<String, Integer> mebibytes) throws IOException {
    var out = new ByteArrayOutputStream();
    var piece = new byte[1 << 20];
    try (var zip = new ZipOutputStream(out)) {
      for (var each : mebibytes.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        if (each.getValue() < 0) {
          zip.write(CARD.getBytes(UTF_8));
        }
        for (int i = 0; i < each.getValue(); i++) {
          zip.write(piece);
        }
      }
    }
    return out.toByteArray();
  }

  /** The same, where each file of the directory but the card says that it has 100 bytes. */
  private static byte[] lying(byte[] zip, int sizeAt) {
    var buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 46 < zip.length; at++) {
      if (buffer.getInt(at) == 0x02014b50 && buffer.getInt(at + sizeAt) > 1000) {
        buffer.putInt(at + sizeAt, 100);
      }
    }
    return zip;
  }

  private static byte[] flag(byte[] zip) {
    for (int at = 0; at + 46 < zip.length; at++) {
      if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
        zip[at + 8] = (byte) (zip[at + 8] | 1);
      }
    }
    return zip;
  }

  private static byte[] traversal() throws IOException {
    var sizes = new LinkedHashMap<String, Integer>();
    for (var path : List.of("../../etc/passwd", "/etc/passwd", "C:\\windows", "a/../../b")) {
      sizes.put(path, 1);
    }
    sizes.put("card.json", -1);
    return zip(sizes);
  }

  private static byte[] compressed(int mebibytes, String head) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(ISO_8859_1));
    var piece = new byte[1 << 20];
    var part = new byte[1 << 16];
    try (var deflater = new Deflater()) {
      for (int i = 0; i <= mebibytes; i++) {
        if (i == mebibytes) {
          deflater.finish();
        } else {
          deflater.setInput(piece);
        }
        for (int n = deflater.deflate(part); n > 0; n = deflater.deflate(part)) {
          out.write(part, 0, n);
        }
      }
    }
    return out.toByteArray();
  }

  private static byte[] png(String type, byte[] data) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(PNG);
    chunk(out, "IHDR", new byte[13]);
    chunk(out, type, data);
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    var crc = new CRC32();
    crc.update(type.getBytes(ISO_8859_1));
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(type.getBytes(ISO_8859_1));
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] chunkOfTwoGigabytes() {
    var file = png("tEXt", "chara\0e30=".getBytes(ISO_8859_1));
    ByteBuffer.wrap(file).putInt(8 + 25, Integer.MAX_VALUE);
    return file;
  }

  private static byte[] deep() {
    var inner = "[".repeat(100_000);
    return CARD.replace("\"Nara\"", "\"Nara\",\"x\":" + inner).getBytes(UTF_8);
  }

  /** A line for each file: its name, what became of it, and the CPU time of that. */
  List<String> measure() {
    var lines = new ArrayList<String>();
    files.forEach((name, file) -> lines.add(measure(name, file)));
    return lines;
  }

  private static String measure(String name, byte[] file) {
    var threads = ManagementFactory.getThreadMXBean();
    var nanos = new long[RUNS];
    var became = "";
    for (int i = 0; i < RUNS; i++) {
      long began = threads.getCurrentThreadCpuTime();
      became = read(file);
      nanos[i] = threads.getCurrentThreadCpuTime() - began;
    }
    Arrays.sort(nanos);
    long median = nanos[RUNS / 2];
    boolean right = median <= MOST_NANOS && !became.equals("imported");
    return "%s%-34s %-22s %6.1f ms of CPU (worst %.1f)"
        .formatted(right ? "" : "WRONG ", name, became, median / 1e6, nanos[RUNS - 1] / 1e6);
  }

  private static String read(byte[] file) {
    try {
      var card = CardReader.read(file);
      return card.warnings().isEmpty() ? "imported" : card.warnings().getFirst().code();
    } catch (CardRefusal refusal) {
      return refusal.reason().word();
    }
  }
}
