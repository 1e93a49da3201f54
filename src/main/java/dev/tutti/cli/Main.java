package dev.tutti.cli;

/** The entry of the packaged jar. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] args) {
    int code = TuttiCommand.run(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
