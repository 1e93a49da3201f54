package dev.tutti.config.reload;

import dev.tutti.config.Contents;
import dev.tutti.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Digest of a file's content, by which a change is noticed. Only regular files are read: a pipe can
 * be read but once, and not by who only wants to know whether it changed.
 *
 * @param digest of the content, or why there is none
 */
record Fingerprint(String digest) {

  /** Follows symbolic links. */
  static Fingerprint of(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Fingerprint(Files.exists(file) ? "no regular file" : "no file");
    }
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(Contents.MOST_BYTES + 1);
      return new Fingerprint(Sha256.hex(bytes));
    } catch (IOException e) {
      return new Fingerprint("unreadable: " + e.getMessage());
    }
  }
}
