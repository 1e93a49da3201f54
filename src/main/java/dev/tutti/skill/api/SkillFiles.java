package dev.tutti.skill.api;

import dev.tutti.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one version of a skill, as they were at one time. Texts of up to 1 MiB are held;
 * others count by their digests alone. Immutable.
 */
public final class SkillFiles {
  private static final int MOST_FILES = 2_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int DEEPEST = 8;

  private final SortedMap<String, byte[]> texts;
  private final Set<String> others;
  private final String digest;

  private SkillFiles(SortedMap<String, byte[]> texts, Set<String> others, String digest) {
    this.texts = texts;
    this.others = others;
    this.digest = digest;
  }

  /** Whether a file of a skill's folder has tests. */
  public static boolean isTest(String path) {
    return path.startsWith("tests/") && (path.endsWith(".yaml") || path.endsWith(".yml"));
  }

  /** Files that are there already, such as those of an earlier revision. */
  public static SkillFiles of(Map<String, String> texts) {
    var held = new TreeMap<String, byte[]>();
    texts.forEach((path, text) -> held.put(path, text.getBytes(StandardCharsets.UTF_8)));
    var all = Sha256.digest();
    held.forEach((path, bytes) -> add(all, path, Sha256.of(bytes)));
    return new SkillFiles(held, Set.of(), HexFormat.of().formatHex(all.digest()));
  }

  /**
   * The texts of an earlier revision under the digest that it had: files that are not texts count
   * in it and cannot be made again.
   */
  public static SkillFiles of(Map<String, String> texts, String digest) {
    return new SkillFiles(of(texts).texts, Set.of(), digest);
  }

  /**
   * Reads a folder; links are followed, what begins with a dot is passed over.
   *
   * @param root of all skills: links may lead around within it
   * @throws IOException when it cannot be read
   * @throws SkillException when there is too much of it
   */
  public static SkillFiles read(Path folder, Path root) throws IOException {
    var texts = new TreeMap<String, byte[]>();
    var all = Sha256.digest();
    var files = FolderWalk.files(folder, root, DEEPEST, MOST_FILES, FolderWalk.ErrorHandler.FATAL);
    files.remove(Release.FILE); // who gets a version is no part of it
    long bytes = 0;
    for (var file : files.entrySet()) {
      FolderWalk.requireWithin(root, file.getValue(), file.getKey());
      bytes += Files.size(file.getValue());
      if (bytes > MOST_BYTES) {
        throw new SkillException(folder + ": more than 256 MiB (expected: less)");
      }
      add(all, file.getKey(), content(file.getKey(), file.getValue(), texts));
    }
    var others = new TreeSet<>(files.keySet());
    others.removeAll(texts.keySet());
    return new SkillFiles(texts, others, HexFormat.of().formatHex(all.digest()));
  }

  private static byte[] content(String path, Path file, Map<String, byte[]> texts)
      throws IOException {
    var digest = Sha256.digest();
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LONGEST_TEXT);
      digest.update(bytes);
      var rest = new byte[64 << 10];
      boolean whole = true;
      for (int read = in.read(rest); read > 0; read = in.read(rest)) {
        digest.update(rest, 0, read);
        whole = false;
      }
      if (whole && isText(bytes)) {
        texts.put(path, bytes);
      }
    }
    return digest.digest();
  }

  /** As git tells: a text has no zero byte near its beginning. */
  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private static void add(MessageDigest all, String path, byte[] digest) {
    all.update(path.getBytes(StandardCharsets.UTF_8));
    all.update((byte) 0);
    all.update(digest);
  }

  /**
   * A text by its path in the folder, with slashes, without a byte order mark.
   *
   * @throws SkillException when there is such a file, and it is not a text in UTF-8
   */
  public Optional<String> text(String path) {
    if (others.contains(path)) {
      throw new SkillException(
          path + ": not a text in UTF-8 (it has zero bytes, as UTF-16 has, or more than 1 MiB)");
    }
    return Optional.ofNullable(texts.get(path)).map(bytes -> decoded(path, bytes));
  }

  private static String decoded(String path, byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new SkillException(path + ": not a text in UTF-8");
    }
  }

  /** Every text, by its path. */
  public Map<String, String> texts() {
    var all = new TreeMap<String, String>();
    texts.forEach((path, bytes) -> all.put(path, new String(bytes, StandardCharsets.UTF_8)));
    return all;
  }

  /** Of all names and contents, in hexadecimal: 64 characters. */
  public String digest() {
    return digest;
  }
}
