package dev.tutti.cli.task;

import dev.tutti.text.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Note of a batch beside its output, by which the same command goes on with it.
 *
 * @param hash of the requests that it was begun with; empty where that is not known
 */
record BatchNote(String id, String hash) {
  /** Note of a batch that begins with the requests of a file. */
  static BatchNote of(String id, Path input) throws IOException {
    return new BatchNote(id, hash(input));
  }

  /** The note in a file, if there is one. */
  static Optional<BatchNote> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    var id = lines.isEmpty() ? "" : lines.getFirst().strip();
    return Optional.of(new BatchNote(id, lines.size() < 2 ? "" : lines.get(1).strip()));
  }

  void write(Path file) throws IOException {
    Files.writeString(file, id + '\n' + hash + '\n');
  }

  /** Whether it was begun with the requests of a file. */
  boolean isOf(Path input) throws IOException {
    return hash.isEmpty() || hash.equals(hash(input));
  }

  private static String hash(Path input) throws IOException {
    var digest = Sha256.digest();
    try (var in = new DigestInputStream(Files.newInputStream(input), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
