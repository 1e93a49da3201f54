package dev.tutti.cli.server;

import picocli.CommandLine.Parameters;

/** A change of one part of the configuration by its name alone, such as its removal. */
public abstract class NamedChangeCommand extends ChangeCommand {
  private final String method;
  private final String path;
  private final String[] more;

  @Parameters(paramLabel = "NAME")
  private String name = "";

  /**
   * @param path of all parts of its kind
   * @param more segments behind the name
   */
  public NamedChangeCommand(String method, String path, String... more) {
    this.method = method;
    this.path = path;
    this.more = more;
  }

  @Override
  protected final String[] target() {
    return new String[] {method, path(path(path, name), more)};
  }
}
