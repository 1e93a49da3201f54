package dev.tutti.cli;

import dev.tutti.cli.server.ServerCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line in this process, with what it prints and the code that it ends with. */
public record TestingCli(int code, String out, String err) {

  /** Runs a command to its end. */
  public static TestingCli run(String... args) {
    return run(TuttiCommand.commandLine(args), args);
  }

  /** Runs a command that is not among those of Tutti. */
  public static TestingCli run(ServerCommand command, String... args) {
    var name = command.getClass().getAnnotation(Command.class).name();
    var all = Stream.concat(Stream.of(name), Stream.of(args)).toArray(String[]::new);
    return run(TuttiCommand.commandLine().addSubcommand(command), all);
  }

  private static TestingCli run(CommandLine commands, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        commands
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new TestingCli(code, out.toString(), err.toString());
  }
}
