package dev.tutti;

/** The entry of the packaged jar. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] args) {
    System.out.println("tutti");
  }
}
