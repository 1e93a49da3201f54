package dev.tutti.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The recordings in a folder of folders: {@code <provider>/<id>.json}. */
final class Corpus {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Corpus() {}

  /** All recordings, by folder and file name; only those of one folder when it is named. */
  static List<Recording> read(Path folder, Optional<String> only) throws IOException {
    var recordings = new ArrayList<Recording>();
    for (var provider : sorted(folder)) {
      var name = String.valueOf(provider.getFileName());
      if (Files.isDirectory(provider) && only.map(name::equals).orElse(true)) {
        for (var file : sorted(provider)) {
          recordings.add(Recording.of(name, JSON.readTree(Files.readAllBytes(file))));
        }
      }
    }
    return recordings;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
