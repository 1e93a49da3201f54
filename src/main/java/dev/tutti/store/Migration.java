package dev.tutti.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Step from one version of the schema to the next: statements of SQL.
 *
 * @param file its name in {@code db/migration}, such as {@code V1__api_key.sql}
 */
record Migration(String file) {
  private static final String FOLDER = "/db/migration/";

  /** The version that it brings: 1 for {@code V1__api_key.sql}. */
  String version() {
    return file.substring(1, file.indexOf("__"));
  }

  /** Its subject: {@code api key} for {@code V1__api_key.sql}. */
  String description() {
    return file.substring(file.indexOf("__") + 2, file.indexOf(".sql")).replace('_', ' ');
  }

  /** Its statements. */
  String sql() {
    try (var in = Migration.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IOException("no such migration: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checksum that Flyway has for it: the CRC-32 of the lines without their ends. */
  int checksum() {
    var crc = new CRC32();
    sql().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
