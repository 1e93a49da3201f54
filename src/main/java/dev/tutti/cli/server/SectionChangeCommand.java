package dev.tutti.cli.server;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** A change that adds a section of the configuration, or puts another in its place. */
public abstract class SectionChangeCommand extends ChangeCommand {
  @Mixin private final SectionOptions section = new SectionOptions();

  private final String path;

  /**
   * @param path of all sections of its kind
   */
  public SectionChangeCommand(String path) {
    this.path = path;
  }

  @Override
  protected final String[] target() {
    return new String[] {"PUT", path(path, section.name())};
  }

  @Override
  protected ObjectNode body() throws IOException {
    return section.section();
  }
}
