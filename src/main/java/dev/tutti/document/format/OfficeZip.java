package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** XML parts of an office file, inflated within bounds. */
record OfficeZip(Map<String, byte[]> parts) {
  private static final int MOST_ENTRIES = 2_000;
  private static final int MOST_BYTES = 24 << 20;

  static OfficeZip open(byte[] bytes) {
    Map<String, byte[]> parts = new HashMap<>();
    int entries = 0;
    long inflated = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw tooLarge("more than " + MOST_ENTRIES + " entries");
        }
        String name = entry.getName();
        if (name.endsWith(".xml") || name.endsWith(".rels")) {
          byte[] content = zip.readNBytes(MOST_BYTES - (int) inflated + 1);
          inflated += content.length;
          if (inflated > MOST_BYTES) {
            throw tooLarge("more than " + MOST_BYTES + " bytes inflated");
          }
          parts.put(name, content);
        } else {
          skip(zip);
        }
      }
    } catch (IOException broken) {
      throw new UnreadableDocument(
          "corrupt", "zip: " + broken.getMessage() + " (expected: a whole file)");
    }
    return new OfficeZip(parts);
  }

  private static void skip(ZipInputStream zip) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long skipped = 0;
    for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
      skipped += n;
      if (skipped > 256L << 20) {
        throw tooLarge("an entry of more than 256 MiB");
      }
    }
  }

  private static UnreadableDocument tooLarge(String what) {
    return new UnreadableDocument("too_large", "zip: " + what + " (expected: less)");
  }

  boolean has(String name) {
    return parts.containsKey(name);
  }

  @Nullable Document xml(String name) {
    byte[] part = parts.get(name);
    if (part == null) {
      return null;
    }
    XmlBounds.check(name, part);
    try {
      return Jsoup.parse(new ByteArrayInputStream(part), "UTF-8", "", Parser.xmlParser());
    } catch (IOException impossible) {
      throw new UnreadableDocument("corrupt", name + ": " + impossible.getMessage());
    }
  }

  /** Takes the prefix of a part's tags away, whichever its writer has chosen. */
  static void unprefix(Document document) {
    Element root = document.firstElementChild();
    int colon = root == null ? -1 : root.tagName().indexOf(':');
    if (root == null || colon < 0) {
      return;
    }
    String prefix = root.tagName().substring(0, colon + 1);
    for (Element each : root.getAllElements()) {
      if (each.tagName().startsWith(prefix)) {
        each.tagName(each.tagName().substring(prefix.length()));
      }
    }
  }
}
