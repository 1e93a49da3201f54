package dev.tutti.cli.session;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti memory}. */
@Command(
    name = "memory",
    description = "Shows, searches, changes and erases what is remembered of end users.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MemoryCommand.ListFacts.class,
      MemoryCommand.Add.class,
      MemoryCommand.Search.class,
      MemoryCommand.Edit.class,
      MemoryCommand.Forget.class,
      MemoryCommand.Erase.class
    })
final class MemoryCommand {
  private static final String MEMORIES = "/v1/memories";

  private MemoryCommand() {}

  private static void line(PrintWriter out, JsonNode fact) {
    var by = fact.path("superseded_by").asString("");
    out.printf(
        "%-37s %-10s %-16s %s%s%n",
        fact.path("id").asString(""),
        fact.path("state").asString(""),
        fact.path("user").asString(""),
        fact.path("text").asString(""),
        by.isEmpty() ? "" : " (now " + by + ")");
  }

  /** {@code tutti memory list}. */
  @Command(name = "list", description = "Lists facts, the newest first.")
  static final class ListFacts extends ServerCommand {
    @Option(names = "--user", description = "About whom (default: all end users).")
    private String user = "";

    @Option(names = "--state", description = "current or superseded (default: both).")
    private String state = "";

    @Option(names = "--limit", description = "The most of them (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "ID", description = "Those after this one.")
    private String after = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query = new QueryText().and("limit", Integer.toString(limit)).and("user", user);
      return client.get(MEMORIES + query.and("state", state).and("after", after));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("data").forEach(each -> line(out, each));
    }
  }

  /** {@code tutti memory add}. */
  @Command(name = "add", description = "Keeps a fact about an end user.")
  static final class Add extends ServerCommand {
    @Option(names = "--user", required = true, description = "About whom.")
    private String user = "";

    @Option(names = "--expires", paramLabel = "TIME", description = "Such as 2027-01-31T00:00:00Z.")
    private String expires = "";

    @Option(
        names = "--supersedes",
        split = ",",
        paramLabel = "ID",
        description = "Facts that hold no longer.")
    private String[] supersedes = {};

    @Parameters(paramLabel = "TEXT", description = "The fact, in one sentence.")
    private String text = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body = Json.object().put("user", user).put("text", text);
      if (!expires.isEmpty()) {
        body.put("expires_at", expires);
      }
      if (supersedes.length > 0) {
        var ids = body.putArray("supersedes");
        for (var id : supersedes) {
          ids.add(id);
        }
      }
      return client.post(MEMORIES, body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
    }
  }

  /** {@code tutti memory search}. */
  @Command(name = "search", description = "Recalls facts and messages of an end user.")
  static final class Search extends ServerCommand {
    @Option(names = "--user", required = true, description = "Of whom.")
    private String user = "";

    @Option(names = "--limit", description = "The most of them (default: ${DEFAULT-VALUE}).")
    private int limit = 10;

    @Option(names = "--scope", description = "facts, messages or all (default: ${DEFAULT-VALUE}).")
    private String scope = "all";

    @Parameters(paramLabel = "QUERY", description = "In words of any language.")
    private String text = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body =
          Json.object()
              .put("user", user)
              .put("query", text)
              .put("limit", limit)
              .put("scope", scope);
      return client.post(MEMORIES + "/search", body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer
          .path("data")
          .forEach(
              each ->
                  out.printf(
                      "%6.3f %-8s %-20s %s%n",
                      each.path("score").asDouble(0),
                      each.path("kind").asString(""),
                      each.at("/source/at").asString(""),
                      each.path("text").asString("")));
    }
  }

  /** {@code tutti memory edit}. */
  @Command(name = "edit", description = "Changes a fact; what is not given stays.")
  static final class Edit extends ServerCommand {
    @Option(names = "--text", description = "What it says from now on.")
    private @Nullable String text;

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "Such as 2027-01-31T00:00:00Z, or never.")
    private @Nullable String expires;

    @Parameters(paramLabel = "ID", description = "The fact.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body = Json.object();
      if (text != null) {
        body.put("text", text);
      }
      if (expires != null) {
        body.put("expires_at", expires.equals("never") ? null : expires);
      }
      return client.send("PATCH", path(MEMORIES, id), body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
    }
  }

  /** {@code tutti memory forget}. */
  @Command(name = "forget", description = "Erases one fact.")
  static final class Forget extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The fact.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      client.delete(path(MEMORIES, id));
      return Json.object().put("id", id).put("deleted", true);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("Erased %s%n", answer.path("id").asString(""));
    }
  }

  /** {@code tutti memory erase}. */
  @Command(name = "erase", description = "Erases all facts about an end user.")
  static final class Erase extends ServerCommand {
    @Option(names = "--user", required = true, description = "About whom.")
    private String user = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.delete(MEMORIES + new QueryText().and("user", user));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf(
          "Erased %d facts about %s%n",
          answer.path("deleted").asInt(0), answer.path("user").asString(""));
    }
  }
}
