package dev.tutti.cli;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** A change that adds a section of the configuration, or puts another in its place. */
abstract class SectionChangeCommand extends ChangeCommand {
  @Mixin private final SectionOptions section = new SectionOptions();

  private final String path;

  /**
   * @param path of all sections of its kind
   */
  SectionChangeCommand(String path) {
    this.path = path;
  }

  @Override
  final String[] target() {
    return new String[] {"PUT", path(path, section.name())};
  }

  @Override
  ObjectNode body() throws IOException {
    return section.section();
  }
}
