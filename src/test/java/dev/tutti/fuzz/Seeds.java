package dev.tutti.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Inputs that a target begins with. */
final class Seeds {
  private Seeds() {}

  /** Tries them all before time is measured: whatever runs first loads its classes. */
  static void warm(String[] folders, Consumer<byte[]> target) {
    for (var folder : folders) {
      of(Path.of(folder)).forEach(target);
    }
  }

  static List<byte[]> of(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().map(Seeds::bytes).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
