package dev.tutti.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The reader of cards in archives. */
public final class CardZipTarget {
  private CardZipTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, CardZipTarget::fuzzerTestOneInput);
  }

  /** Reads an archive; anything else is the lines of names and texts of files in one. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean isArchive = input.length > 1 && input[0] == 'P' && input[1] == 'K';
    CardTarget.read(isArchive ? input : archive(input));
  }

  private static byte[] archive(byte[] input) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      var names = new HashSet<String>();
      put(zip, "card.json", CardTarget.DOCUMENT);
      names.add("card.json");
      var lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
      for (int i = 0; i + 1 < lines.length; i += 2) {
        if (names.add(lines[i]) && lines[i].length() < 10_000) {
          put(zip, lines[i], lines[i + 1].getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
