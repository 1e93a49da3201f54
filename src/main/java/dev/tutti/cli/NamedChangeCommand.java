package dev.tutti.cli;

import picocli.CommandLine.Parameters;

/** A change of one part of the configuration by its name alone, such as its removal. */
abstract class NamedChangeCommand extends ChangeCommand {
  private final String method;
  private final String path;
  private final String[] more;

  @Parameters(paramLabel = "NAME")
  private String name = "";

  /**
   * @param path of all parts of its kind
   * @param more segments behind the name
   */
  NamedChangeCommand(String method, String path, String... more) {
    this.method = method;
    this.path = path;
    this.more = more;
  }

  @Override
  final String[] target() {
    return new String[] {method, path(path(path, name), more)};
  }
}
