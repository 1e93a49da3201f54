package dev.tutti.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the documentation, as its fenced blocks. */
record Page(List<Block> blocks) {

  /**
   * A fenced block.
   *
   * @param line of its fence, from 1
   * @param language what stands behind the fence, may be empty
   * @param follows whether nothing but empty lines stands between it and the block before
   */
  record Block(int line, String language, String text, boolean follows) {}

  static Page read(Path file) throws IOException {
    var blocks = new ArrayList<Block>();
    var text = new StringBuilder();
    int from = 0;
    boolean follows = false;
    var language = "";
    var lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (from > 0 && line.equals("```")) {
        blocks.add(new Block(from, language, text.toString(), follows));
        from = 0;
        follows = true;
      } else if (from > 0) {
        text.append(line).append('\n');
      } else if (line.startsWith("```")) {
        from = i + 1;
        language = line.substring(3).strip();
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
}
