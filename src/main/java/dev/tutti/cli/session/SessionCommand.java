package dev.tutti.cli.session;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti session}. */
@Command(
    name = "session",
    description =
        "Lists the sessions of a running server; subcommands show, fork, move and erase them.",
    subcommands = {
      SessionCommand.ListAll.class,
      SessionCommand.Show.class,
      SessionCommand.Chat.class,
      SessionCommand.Pin.class,
      SessionCommand.Unpin.class,
      SessionCommand.Compact.class,
      SessionCommand.Fork.class,
      SessionCommand.Export.class,
      SessionCommand.Import.class,
      SessionCommand.Erase.class
    })
final class SessionCommand extends ServerCommand {
  private static final String SESSIONS = "/v1/sessions";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(SESSIONS);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    list(out, answer);
  }

  private static void list(PrintWriter out, JsonNode answer) {
    out.printf("%-56s %-24s %-16s %s%n", "ID", "USED", "USER", "TITLE");
    answer
        .path("data")
        .forEach(
            each ->
                out.printf(
                    "%-56s %-24s %-16s %s%n",
                    each.path("id").asString(),
                    each.path("used_at").asString(),
                    each.path("user").asString("-"),
                    each.path("title").asString("-")));
    SessionLines.more(out, answer);
  }

  private static void about(PrintWriter out, JsonNode session) {
    out.println(session.path("id").asString());
  }

  /** {@code tutti session list}. */
  @Command(name = "list", description = "Lists sessions, those that were used last first.")
  static final class ListAll extends ServerCommand {
    @Option(names = "--user", description = "Only those of this end user.")
    private String user = "";

    @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--after", description = "Those behind this one.")
    private String after = "";

    @Option(names = "--usage", description = "With what their calls have used and saved.")
    private boolean usage;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query = new QueryText().and("limit", Integer.toString(limit));
      query.and("user", user).and("after", after).and("usage", usage ? "true" : "");
      return client.get(SESSIONS + query);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      if (usage) {
        SessionLines.usage(out, answer);
      } else {
        list(out, answer);
      }
    }
  }

  /** {@code tutti session show}. */
  @Command(name = "show", description = "Shows what was said in a session.")
  static final class Show extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @Option(names = "--view", description = "What a model would be sent now.")
    private boolean view;

    @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 1_000;

    @Option(names = "--after", description = "Those behind this message.")
    private String after = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      if (view) {
        return client.get(path(SESSIONS, id, "view"));
      }
      var query = new QueryText().and("limit", Integer.toString(limit)).and("after", after);
      return client.get(path(SESSIONS, id, "messages") + query);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      if (view) {
        SessionLines.view(out, answer);
      } else {
        answer.path("data").forEach(each -> SessionLines.message(out, each));
        SessionLines.more(out, answer);
      }
    }
  }

  /** {@code tutti session chat}. */
  @Command(name = "chat", description = "Says something in a session.")
  static final class Chat extends ServerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The session.")
    private String id = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to say.")
    private List<String> words = List.of();

    @Option(
        names = {"-m", "--model"},
        description = "The model (default: the session's).")
    private String model = "";

    @Option(names = "--skill", description = "The skill that answers, in the model's place.")
    private String skill = "";

    @Option(
        names = "--follow-up",
        paramLabel = "auto|yes|no",
        description = "Whether it goes on with what was said (default: ${DEFAULT-VALUE}).")
    private String followUp = "auto";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body = Json.object().put("content", String.join(" ", words)).put("follow_up", followUp);
      if (!model.isEmpty()) {
        body.put("model", model);
      }
      if (!skill.isEmpty()) {
        body.put("skill", skill);
      }
      return client.post(path(SESSIONS, id, "messages"), body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.println(VisibleText.words(answer.at("/reply/content").asString("")));
    }

    @Override
    protected boolean isVerbatim() {
      return true; // a reply keeps its lines
    }
  }

  /** {@code tutti session pin}. */
  @Command(name = "pin", description = "Has every view of a session contain a message.")
  static class Pin extends ServerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The session.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "The id of the message.")
    private String message = "";

    /** The end of the address. */
    String action() {
      return "pin";
    }

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      client.post(path(SESSIONS, id, "messages", message, action()), Json.object());
      return Json.object().put("id", message).put("pinned", action().equals("pin"));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      var state = answer.path("pinned").asBoolean() ? "pinned" : "not pinned";
      out.printf("%s is %s%n", answer.path("id").asString(), state);
    }
  }

  /** {@code tutti session unpin}. */
  @Command(name = "unpin", description = "Takes the pin of a message away.")
  static final class Unpin extends Pin {
    @Override
    String action() {
      return "unpin";
    }
  }

  /** {@code tutti session compact}. */
  @Command(
      name = "compact",
      description = "Has everything but the last exchange summed up, and shows the view.")
  static final class Compact extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.post(path(SESSIONS, id, "compact"), Json.object());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      SessionLines.view(out, answer);
    }
  }

  /** {@code tutti session fork}. */
  @Command(
      name = "fork",
      description = "Begins a session with everything up to a message of another one.")
  static final class Fork extends ServerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The session.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "The id of the message.")
    private String message = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.post(path(SESSIONS, id, "fork"), Json.object().put("at", message));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      about(out, answer);
    }
  }

  /** {@code tutti session export}: lines of JSON, whether or not it is asked for. */
  @Command(name = "export", description = "Prints a session line by line, as import takes it.")
  static final class Export extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var lines = Json.array();
      new String(client.bytes(path(SESSIONS, id, "export")), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> lines.add(Json.tree(line)));
      return lines;
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.forEach(line -> out.println(Json.text(line)));
    }

    @Override
    protected boolean isVerbatim() {
      return true;
    }
  }

  /** {@code tutti session import}. */
  @Command(name = "import", description = "Begins a session with what was exported.")
  static final class Import extends ServerCommand {
    @Parameters(paramLabel = "FILE", description = "Lines of JSON, or - for standard input.")
    private Path file = Path.of("-");

    @Option(names = "--id", description = "The name of the session (default: a new one).")
    private String id = "";

    @Option(names = "--user", description = "The end user to whom it belongs.")
    private String user = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body = Json.object();
      if (!id.isEmpty()) {
        body.put("id", id);
      }
      if (!user.isEmpty()) {
        body.put("user", user);
      }
      var messages = body.putArray("messages");
      text().lines().filter(line -> !line.isBlank()).map(Json::tree).forEach(messages::add);
      return client.post(SESSIONS + "/import", body);
    }

    private String text() throws IOException {
      return file.toString().equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(file);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      about(out, answer);
    }
  }

  /** {@code tutti session erase}. */
  @Command(name = "erase", description = "Erases a session with everything that was said in it.")
  static final class Erase extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The session.")
    private String id = "";

    @Option(names = "--memories", description = "With what is remembered from it.")
    private boolean memories;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      client.delete(path(SESSIONS, id) + (memories ? "?memories=true" : ""));
      return Json.object().put("id", id).put("erased", true);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("%s is erased%n", answer.path("id").asString());
    }
  }
}
