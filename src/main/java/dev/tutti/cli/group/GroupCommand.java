package dev.tutti.cli.group;

import dev.tutti.character.group.chat.GroupRules;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti group}. */
@Command(
    name = "group",
    description = "Lists the groups of characters of a running server; subcommands talk with them.",
    subcommands = {
      GroupCreateCommand.class,
      GroupCommand.ListAll.class,
      GroupCommand.Show.class,
      GroupCommand.Plan.class,
      GroupChatCommand.class,
      GroupCommand.Cancel.class,
      GroupCommand.Choose.class,
      GroupCommand.Delete.class
    })
final class GroupCommand extends ServerCommand {
  private static final String PAGE = "1000";

  /** Messages that are shown and planned with. */
  private static final int LATEST = 1_000;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(GroupLookup.GROUPS);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    list(out, answer);
  }

  private static void list(PrintWriter out, JsonNode answer) {
    out.printf("%-56s %-24s %-12s %s%n", "ID", "NAME", "POLICY", "MEMBERS");
    for (var each : answer.path("data")) {
      out.printf(
          "%-56s %-24s %-12s %s%n",
          each.path("id").asString(),
          each.path("name").asString(),
          each.path("policy").asString(),
          names(each));
    }
  }

  private static String names(JsonNode group) {
    return group
        .path("members")
        .valueStream()
        .map(each -> each.path("name").asString())
        .collect(Collectors.joining(", "));
  }

  /** {@code tutti group list}. */
  @Command(name = "list", description = "Lists groups, the newest first.")
  static final class ListAll extends ServerCommand {
    @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(GroupLookup.GROUPS + "?limit=" + limit);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      list(out, answer);
    }
  }

  /** {@code tutti group show}. */
  @Command(name = "show", description = "Shows a group and what was said in it.")
  static final class Show extends ServerCommand {
    @Parameters(paramLabel = "GROUP", description = "The group: its id or name.")
    private String group = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var found = (ObjectNode) GroupLookup.group(client, group);
      found.putArray("messages").addAll(latest(client, found));
      return found;
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf(
          "%s: %s, %s, with %s%n",
          answer.path("id").asString(),
          answer.path("name").asString(),
          answer.path("policy").asString(),
          names(answer));
      var lines = new SpeakerLines(out, false);
      answer.path("messages").forEach(lines::message);
    }
  }

  private static String messages(JsonNode group) {
    return path(GroupLookup.GROUPS, group.path("id").asString(), "messages");
  }

  /** The latest messages of a group, the oldest of them first. */
  private static List<JsonNode> latest(ApiClient client, JsonNode group)
      throws IOException, InterruptedException {
    var path = messages(group);
    var latest = new ArrayDeque<JsonNode>();
    var after = "";
    while (true) {
      var page = client.get(path + new QueryText().and("limit", PAGE).and("after", after));
      for (var each : page.path("data")) {
        latest.add(each);
        after = each.path("id").asString();
      }
      while (latest.size() > LATEST) {
        latest.removeFirst();
      }
      if (!page.path("has_more").asBoolean(false)) {
        return List.copyOf(latest);
      }
    }
  }

  /** {@code tutti group plan}. */
  @Command(
      name = "plan",
      description = "Says who would speak next in a group, and why; nobody is called.")
  static final class Plan extends ServerCommand {
    @Parameters(index = "0", paramLabel = "GROUP", description = "The group: its id or name.")
    private String group = "";

    @Parameters(
        index = "1..*",
        arity = "0..*",
        paramLabel = "TEXT",
        description = "What the user says; none lets the group go on.")
    private List<String> words = List.of();

    /** Names of the members by their ids. */
    private final Map<String, String> names = new HashMap<>();

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var found = GroupLookup.group(client, group);
      for (var member : visible(found.path("members"))) {
        names.put(member.path("id").asString(), member.path("name").asString());
      }
      var body = Json.object();
      body.set("policy", found.path("policy"));
      body.set("members", found.path("members"));
      var settings = body.putObject("settings");
      for (var name : List.of("max_speakers", "fallback", "allow_self_response")) {
        settings.set(name, found.path(name));
      }
      var history = body.putArray("history");
      int turn = 0;
      for (var each : latest(client, found)) {
        turn = Math.max(turn, each.path("turn").asInt(0));
        history
            .addObject()
            .put("speaker", each.path("speaker").asString())
            .put("text", each.path("content").asString());
      }
      body.put("seed", GroupRules.seed(found.path("seed").asLong(), turn + 1, 0));
      if (!words.isEmpty()) {
        body.putObject("message").put("speaker", "user").put("text", String.join(" ", words));
      }
      return client.post(path(GroupLookup.GROUPS, "plan"), body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      for (var each : answer.path("planned")) {
        var speaker = each.path("speaker").asString();
        out.printf(
            "%-24s %s%n", names.getOrDefault(speaker, speaker), each.path("reason").asString());
      }
    }
  }

  /** {@code tutti group cancel}. */
  @Command(
      name = "cancel",
      description = "Cancels the turn of a group that runs; replies that are whole stay.")
  static final class Cancel extends ServerCommand {
    @Parameters(paramLabel = "GROUP", description = "The group: its id or name.")
    private String group = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var id = GroupLookup.group(client, group).path("id").asString();
      return client.post(path(GroupLookup.GROUPS, id, "cancel"), Json.object());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      boolean was = answer.path("cancelled").asBoolean();
      out.printf(was ? "The turn is cancelled%n" : "No turn was running%n");
    }
  }

  /** {@code tutti group choose}. */
  @Command(
      name = "choose",
      description = "Has one of the variants of a reply count from now on; all of them are kept.")
  static final class Choose extends ServerCommand {
    @Parameters(index = "0", paramLabel = "GROUP", description = "The group: its id or name.")
    private String group = "";

    @Parameters(
        index = "1",
        paramLabel = "MESSAGE",
        description = "Id of the reply, as tutti group show --json has it.")
    private String message = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var path = messages(GroupLookup.group(client, group));
      return client.post(path(path, message, "choose"), Json.object());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      new SpeakerLines(out, false).message(answer);
    }
  }

  /** {@code tutti group delete}. */
  @Command(name = "delete", description = "Erases a group with everything that was said in it.")
  static final class Delete extends ServerCommand {
    @Parameters(paramLabel = "GROUP", description = "The group: its id or name.")
    private String group = "";

    @Option(names = "--memories", description = "With what is remembered from it.")
    private boolean memories;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var id = GroupLookup.group(client, group).path("id").asString();
      return client.delete(path(GroupLookup.GROUPS, id) + (memories ? "?memories=true" : ""));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("%s is erased%n", answer.path("id").asString());
    }
  }
}
