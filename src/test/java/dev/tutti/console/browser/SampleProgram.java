package dev.tutti.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** Program in Java that a page shows, run in a process of its own. */
final class SampleProgram {
  private SampleProgram() {}

  /** What it prints, errors included. */
  static String run(String program, String key) {
    try {
      var folder = Files.createTempDirectory("tutti-sample");
      try {
        var file = Files.writeString(folder.resolve("Ask.java"), program);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, file.toString()).redirectErrorStream(true);
        process.environment().put("TUTTI_KEY", key);
        return new String(process.start().getInputStream().readAllBytes(), UTF_8);
      } finally {
        FileUtils.deleteQuietly(folder.toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
