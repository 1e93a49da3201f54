package dev.tutti.character.card;

import dev.tutti.character.card.CardRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * An archive with a card: a zip, alone or behind a JPEG. What it says of sizes is not believed, and
 * names are names only: nothing is ever written under one.
 *
 * @param zip from its first byte
 * @param names of the entries that are safe to keep, but the card
 * @param warnings of those that are not
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a file; never compared
record CharxArchive(byte[] zip, List<String> names, List<CardWarning> warnings) {
  private static final String CARD = "card.json";
  private static final int MOST_ENTRIES = 512;

  /** Others need libraries that are not here, and no card is written by them. */
  private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

  private static final long MOST_ENTRY = 64L << 20;
  private static final long MOST_INFLATED = 256L << 20;
  private static final byte[] END = {'P', 'K', 5, 6};
  private static final byte[] IN_DIRECTORY = {'P', 'K', 1, 2};
  private static final int LONGEST_NAME = 1_000;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final Pattern UNSAFE =
      Pattern.compile("^/|^[A-Za-z]:|\\\\|(^|/)\\.\\.(/|$)|\\p{Cntrl}");

  static boolean is(byte[] file) {
    return startsWith(file, 'P', 'K', 3, 4) || startsWith(file, 'P', 'K', 5, 6);
  }

  /** Whether a file is a JPEG with an archive behind it. */
  static boolean isBehindJpeg(byte[] file) {
    return startsWith(file, 0xff, 0xd8, 0xff);
  }

  private static boolean startsWith(byte[] file, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= file.length || (file[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The archive of a file.
   *
   * @throws CardRefusal when it cannot be read, or holds too much
   */
  static CharxArchive read(byte[] file) {
    var zip = zip(file);
    try (var opened = open(zip)) {
      return checked(zip, opened);
    } catch (IOException | IllegalArgumentException e) {
      throw new CardRefusal(Reason.CORRUPT, "the archive cannot be read: " + e.getMessage());
    }
  }

  /**
   * The document of a file's card alone; nothing else of the archive is looked at.
   *
   * @throws CardRefusal when it cannot be read
   */
  static byte[] card(byte[] file) {
    return new CharxArchive(zip(file), List.of(), List.of()).card();
  }

  private static byte[] zip(byte[] file) {
    var zip = Arrays.copyOfRange(file, begin(file), file.length);
    requireShortDirectory(zip);
    return zip;
  }

  /**
   * Where the archive begins, by its end record: places in it count from there, or from the
   * beginning of the file.
   */
  private static int begin(byte[] file) {
    int least = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
    for (int at = file.length - END_LENGTH; at >= least; at--) {
      if (Arrays.equals(file, at, at + 4, END, 0, 4)) {
        long begin = at - number(file, at + 12) - number(file, at + 16);
        return begin > 0 && begin < at ? (int) begin : 0;
      }
    }
    throw new CardRefusal(
        isBehindJpeg(file) ? Reason.NO_CARD : Reason.CORRUPT, "no end of an archive is there");
  }

  private static long number(byte[] file, int at) {
    return (file[at] & 0xffL)
        | (file[at + 1] & 0xffL) << 8
        | (file[at + 2] & 0xffL) << 16
        | (file[at + 3] & 0xffL) << 24;
  }

  /**
   * A directory is read as a whole, so that one of a million entries must not even be begun. Its
   * marks are counted wherever they stand: archives within the archive have some, too.
   */
  private static void requireShortDirectory(byte[] zip) {
    int marks = 0;
    for (int at = 0; at < zip.length - IN_DIRECTORY.length; at++) {
      if (zip[at] == 'P' && Arrays.equals(zip, at, at + 4, IN_DIRECTORY, 0, 4)) {
        marks++;
      }
    }
    if (marks > 8 * MOST_ENTRIES) {
      throw tooMany();
    }
  }

  private static CardRefusal tooMany() {
    return new CardRefusal(
        Reason.TOO_MANY_ENTRIES, "more than %d files in the archive".formatted(MOST_ENTRIES));
  }

  private static ZipFile open(byte[] zip) throws IOException {
    return ZipFile.builder()
        .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
        .setCharset(StandardCharsets.UTF_8)
        .get();
  }

  private static CharxArchive checked(byte[] zip, ZipFile opened) throws IOException {
    var entries = new ArrayList<ZipArchiveEntry>();
    long declared = 0;
    for (var each : Collections.list(opened.getEntries())) {
      entries.add(each);
      declared += Math.max(0, each.getSize());
      requireFit(each, entries.size(), declared);
    }
    if (opened.getEntry(CARD) == null) {
      throw noCard();
    }
    var names = new ArrayList<String>();
    var warnings = new ArrayList<CardWarning>();
    var seen = new HashSet<String>();
    long inflated = 0;
    for (var each : entries) {
      inflated += inflated(opened, each, inflated);
      var warning = warning(each, seen);
      if (warning.isPresent()) {
        warnings.add(warning.get());
      } else if (!each.isDirectory() && !each.getName().equals(CARD)) {
        names.add(each.getName());
      }
    }
    if (!seen.contains(CARD)) {
      throw noCard();
    }
    return new CharxArchive(zip, List.copyOf(names), List.copyOf(warnings));
  }

  private static CardRefusal noCard() {
    return new CardRefusal(Reason.NO_CARD, "the archive has no card.json at its root");
  }

  private static void requireFit(ZipArchiveEntry entry, int entries, long declared) {
    if (entries > MOST_ENTRIES) {
      throw tooMany();
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new CardRefusal(
          Reason.ENCRYPTED, "%s is encrypted (expected: no password)".formatted(entry.getName()));
    }
    if (!METHODS.contains(entry.getMethod())) {
      throw new CardRefusal(
          Reason.CORRUPT,
          "%s is compressed by method %d (expected: 0, stored, or 8, deflate)"
              .formatted(entry.getName(), entry.getMethod()));
    }
    if (entry.getSize() > MOST_ENTRY || declared > MOST_INFLATED) {
      throw tooLarge(entry);
    }
  }

  private static CardRefusal tooLarge(ZipArchiveEntry entry) {
    return new CardRefusal(
        Reason.TOO_LARGE,
        "%s inflates to too much (expected: %d MiB a file, %d MiB all)"
            .formatted(entry.getName(), MOST_ENTRY >> 20, MOST_INFLATED >> 20));
  }

  /**
   * Bytes of an entry, counted while it is inflated and thrown away. One that goes on behind its
   * size in the directory is not inflated any further, so that a lie costs nothing.
   */
  private static long inflated(ZipFile opened, ZipArchiveEntry entry, long before)
      throws IOException {
    if (entry.isDirectory()) {
      return 0;
    }
    var piece = new byte[1 << 16];
    long bytes = 0;
    try (var in = opened.getInputStream(entry)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        bytes += read;
        if (bytes > entry.getSize()) {
          throw new CardRefusal(
              Reason.CORRUPT,
              "%s goes on behind its %d bytes".formatted(entry.getName(), entry.getSize()));
        }
        if (bytes > MOST_ENTRY || before + bytes > MOST_INFLATED) {
          throw tooLarge(entry);
        }
      }
    }
    return bytes;
  }

  private static Optional<CardWarning> warning(ZipArchiveEntry entry, HashSet<String> seen) {
    var name = entry.getName();
    if (name.length() > LONGEST_NAME || UNSAFE.matcher(name).find() || entry.isUnixSymlink()) {
      return Optional.of(
          new CardWarning(
              "path_rejected",
              "left out: its path is too long, or leads out of the archive",
              name));
    }
    return seen.add(name)
        ? Optional.empty()
        : Optional.of(
            new CardWarning("duplicate_entry", "there twice: the first one counts", name));
  }

  /** The document of the card. */
  byte[] card() {
    return bytes(CARD);
  }

  /** The bytes of an entry that was found. */
  byte[] bytes(String name) {
    var out = new ByteArrayOutputStream();
    copy(name, out);
    return out.toByteArray();
  }

  /** Writes the bytes of an entry that was found. */
  void copy(String name, OutputStream out) {
    try (var opened = open(zip);
        var in = opened.getInputStream(first(opened, name))) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new CardRefusal(
          Reason.CORRUPT, "%s cannot be read: %s".formatted(name, e.getMessage()));
    }
  }

  private static ZipArchiveEntry first(ZipFile opened, String name) throws IOException {
    for (var each : opened.getEntries(name)) {
      return each;
    }
    throw new IOException("it is not there");
  }

  /** The name under which an asset of a card stands; empty where it is not in the archive. */
  Optional<String> asset(String uri) {
    var lower = uri.toLowerCase(Locale.ROOT);
    int path = lower.startsWith("embeded://") ? 10 : lower.startsWith("embedded://") ? 11 : -1;
    return path < 0 ? Optional.empty() : Optional.of(uri.substring(path)).filter(names::contains);
  }
}
