package dev.tutti.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line in this process, with what it prints and the code that it ends with. */
public record TestingCli(int code, String out, String err) {

  /** Runs a command to its end. */
  public static TestingCli run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        TuttiCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new TestingCli(code, out.toString(), err.toString());
  }
}
