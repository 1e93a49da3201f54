package dev.tutti.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the documentation, as its fenced blocks. */
record Page(List<Block> blocks) {
  private static final Pattern FILE = Pattern.compile("`(skills/[^`]+)`:?$");

  /**
   * A fenced block.
   *
   * @param line of its fence, from 1
   * @param language what stands behind the fence, may be empty
   * @param follows whether nothing but empty lines stands between it and the block before
   * @param file of a skill whose text it is: the path that ends the line before it; may be empty
   */
  record Block(int line, String language, String text, boolean follows, String file) {

    /** Makes the file below a folder. */
    void writeBelow(Path folder) throws IOException {
      var path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
  }

  /** The blocks that are files of a skill. */
  List<Block> files() {
    return blocks.stream().filter(block -> !block.file.isEmpty()).toList();
  }

  static Page read(Path file) throws IOException {
    var blocks = new ArrayList<Block>();
    var text = new StringBuilder();
    int from = 0;
    boolean follows = false;
    var language = "";
    var path = "";
    var lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (from > 0 && line.equals("```")) {
        blocks.add(new Block(from, language, text.toString(), follows, path));
        from = 0;
        follows = true;
      } else if (from > 0) {
        text.append(line).append('\n');
      } else if (line.startsWith("```")) {
        from = i + 1;
        language = line.substring(3).strip();
        path = i == 0 ? "" : fileIn(lines.get(i - 1));
        text.setLength(0);
      } else {
        follows &= line.isBlank();
      }
    }
    if (from > 0) {
      throw new IOException("%s:%d: a block without an end".formatted(file, from));
    }
    return new Page(blocks);
  }

  private static String fileIn(String line) {
    var found = FILE.matcher(line);
    return found.find() ? found.group(1) : "";
  }
}
