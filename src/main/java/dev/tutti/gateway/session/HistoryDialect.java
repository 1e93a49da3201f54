package dev.tutti.gateway.session;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.http.HeaderText;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionPost;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dialect whose callers may have the server keep their history: {@code x-tutti-history: server}
 * with {@code x-tutti-session}. A session of that name is begun where there is none.
 */
public record HistoryDialect(Dialect dialect, SessionChats chats) implements ForwardingDialect {
  private static final String HISTORY = "x-tutti-history";
  private static final String SESSION = "x-tutti-session";
  private static final String SKILLS = "skill:";
  private static final Set<String> INSTRUCTIONS = Set.of("system", "developer");

  @Override
  public ParsedRequest read(byte[] body) {
    return dialect.read(body);
  }

  @Override
  public ParsedRequest read(byte[] body, Function<String, Optional<String>> header) {
    return switch (header.apply(HISTORY).orElse("client")) {
      case "client" -> dialect.read(body, header);
      case "server" -> {
        var session =
            header
                .apply(SESSION)
                .map(HeaderText::of)
                .filter(name -> !name.isBlank())
                .orElseThrow(
                    () -> Fault.invalid(SESSION, "is missing (expected: a session's name)"));
        var name = SessionBody.requireName(SESSION, session);
        yield new Kept(dialect.read(body, header), name, chats);
      }
      case String other ->
          throw Fault.invalid(HISTORY, "\"%s\" (expected: client or server)".formatted(other));
    };
  }

  /** A request whose history the server keeps. */
  private record Kept(ParsedRequest parsed, String session, SessionChats chats)
      implements ForwardingRequest {
    @Override
    public ChatModel around(ChatModel model, ChatRequest request, Call call) {
      call.memory().take(Json.nodesOf(request.body().bytes()));
      var lead = new ArrayList<ObjectNode>();
      var said = new ArrayList<ObjectNode>();
      for (var message : request.body().get("messages")) {
        boolean leads = said.isEmpty() && INSTRUCTIONS.contains(message.path("role").asString(""));
        (leads ? lead : said).add((ObjectNode) message);
      }
      var post = new SessionPost(session, true, lead, said);
      boolean isSkill = request.model().startsWith(SKILLS);
      if (isSkill && !lead.isEmpty()) {
        throw Fault.invalid(
            "messages[0].role",
            "%s (expected: none, as a skill has its own instructions)"
                .formatted(lead.getFirst().path("role").asString("")));
      }
      return chats.around(model, isSkill ? post.withoutMemory() : post);
    }
  }
}
