package dev.tutti.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a configuration file: UTF-8, at most 1 MiB. */
public final class Contents {
  public static final int MOST_BYTES = 1 << 20;

  private Contents() {}

  /**
   * @throws ConfigException when it cannot be read
   */
  static String of(Path file, Problems problems) {
    var source = file.toString();
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      checkSize(source, bytes.length, problems);
      return decoded(source, bytes, problems);
    } catch (NoSuchFileException _) {
      throw refused(new Place.Whole(source), "no such file", problems);
    } catch (IOException e) {
      throw refused(new Place.Whole(source), "cannot be read: " + e.getMessage(), problems);
    }
  }

  /**
   * @throws ConfigException when it is too large
   */
  static void checkSize(String source, int size, Problems problems) {
    if (size > MOST_BYTES) {
      throw refused(new Place.Whole(source), "is too large (expected: at most 1 MiB)", problems);
    }
  }

  private static String decoded(String source, byte[] bytes, Problems problems) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    var text = out.flip().toString();
    if (result.isError()) {
      throw refused(SyntaxError.point(source, text, text.length()), "is not UTF-8", problems);
    }
    return text;
  }

  private static ConfigException refused(Place place, String why, Problems problems) {
    problems.add(place, KeyPath.ROOT, why);
    return problems.exception();
  }
}
