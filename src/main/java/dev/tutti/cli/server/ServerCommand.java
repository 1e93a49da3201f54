package dev.tutti.cli.server;

import dev.tutti.chat.Json;
import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that asks a running server once and prints what it answers. */
public abstract class ServerCommand implements Callable<Integer> {
  private static final Pattern LINE_END = Pattern.compile("[\\t\\n\\r]+");

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Asks. */
  protected abstract JsonNode ask(ApiClient client) throws IOException, InterruptedException;

  /** Prints an answer for people; its texts are {@link #visible}. */
  protected abstract void print(PrintWriter out, JsonNode answer);

  /**
   * Whether people get the answer's texts as they are, as their JSON shows no control characters.
   */
  protected boolean isVerbatim() {
    return false;
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    try (var client = server.client()) {
      var answer = ask(client);
      if (json) {
        out.println(Json.text(answer));
      } else {
        print(out, isVerbatim() ? answer : visible(answer));
      }
      out.flush();
      return ExitCode.OK;
    } catch (FileSystemException | CharacterCodingException e) {
      throw e; // a file of the caller's, not the server
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  /**
   * An answer whose texts and names have one line each and nothing that a terminal would obey:
   * callers choose many of them.
   */
  public static JsonNode visible(JsonNode answer) {
    if (answer.isArray()) {
      var list = Json.array();
      answer.forEach(each -> list.add(visible(each)));
      return list;
    }
    if (answer.isObject()) {
      var object = Json.object();
      answer.forEachEntry((name, value) -> object.set(visible(name), visible(value)));
      return object;
    }
    return answer.isString() ? Json.valueOf(visible(answer.asString())) : answer;
  }

  private static String visible(String text) {
    return VisibleText.of(LINE_END.matcher(text).replaceAll(" "));
  }

  /** Where progress is shown. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The segments of a path, each encoded. */
  public static String path(String start, String... segments) {
    var path = new StringBuilder(start);
    for (var segment : segments) {
      path.append('/')
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path.toString();
  }
}
