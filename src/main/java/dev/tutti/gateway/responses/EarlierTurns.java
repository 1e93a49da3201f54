package dev.tutti.gateway.responses;

import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.responses.ResponseHistory;
import dev.tutti.responses.ResponseStoreSettings.Truncation;
import dev.tutti.session.ChatSession;
import dev.tutti.session.HistoryView;
import dev.tutti.session.MessageDialect;
import dev.tutti.session.MessageGroup;
import dev.tutti.session.MessageRow;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionView;
import dev.tutti.session.ViewRequest;
import dev.tutti.session.ViewTerms;
import dev.tutti.session.item.StoredItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Earlier turns that a response goes on with: all of them, as OpenAI promises it, unless its
 * caller, the conversation or the configuration allows a view of them.
 */
final class EarlierTurns {
  private static final Set<String> INSTRUCTIONS = Set.of("system", "developer");

  private final ResponseHistory history;
  private final List<MessageGroup> groups;
  private final List<SessionMessage> asked;
  private final Set<String> names = new HashSet<>();

  /**
   * @param input what is said now, references replaced by what they mean
   */
  EarlierTurns(ResponseHistory history, List<ObjectNode> input) {
    this.history = history;
    this.groups = MessageGroup.of(history.rows()).stream().map(this::unique).toList();
    this.asked = asked(input).stream().map(this::unique).toList();
  }

  private MessageGroup unique(MessageGroup group) {
    return new MessageGroup(unique(group.message()), group.rows());
  }

  /**
   * A message whose id another one before it has, as callers and models say them, has its place.
   */
  private SessionMessage unique(SessionMessage message) {
    var id = message.id();
    return names.add(id) ? message : message.named(id + '#' + message.position());
  }

  /** Without instructions, which no view leaves out, and by which none is chosen. */
  private static List<SessionMessage> asked(List<ObjectNode> input) {
    var rows = input.stream().map(EarlierTurns::row).toList();
    return MessageGroup.of(rows).stream()
        .map(MessageGroup::message)
        .dropWhile(each -> INSTRUCTIONS.contains(each.role()))
        .toList();
  }

  private static MessageRow row(ObjectNode item) {
    return new MessageRow(
        0,
        item.path("id").asString(""),
        MessageDialect.ITEM,
        "",
        Instant.EPOCH,
        false,
        Json.object(),
        0,
        "",
        item);
  }

  /**
   * The terms on which a request goes on with a history.
   *
   * @param usual the truncation where neither the request nor the conversation says any
   */
  static ViewTerms terms(Request request, ResponseHistory history, Truncation usual) {
    var session = history.session();
    if (!shortens(request, session, usual)) {
      return ViewTerms.EXACT.recalling(session.context().memory().orElse(false));
    }
    return history.whole() ? ViewTerms.USUAL : ViewTerms.USUAL.withoutSummary();
  }

  /** Whether a view takes the place of what came before. */
  static boolean shortens(Request request, ChatSession session, Truncation usual) {
    return switch (request.root().path("truncation").asString("")) {
      case "auto" -> true;
      case "disabled" -> false;
      default -> session.context().saysViews() || usual == Truncation.AUTO;
    };
  }

  /**
   * What a model is sent of them.
   *
   * @param items before the request's own
   * @param view by which they were chosen
   */
  record Excerpt(List<StoredItem> items, SessionView view) {}

  /** What a model is sent of them. May take some time, as others may be asked. */
  Excerpt excerpt(HistoryView views, Caller caller, Request request, ViewTerms terms) {
    var messages = new ArrayList<SessionMessage>();
    groups.forEach(group -> messages.add(group.message()));
    messages.addAll(asked);
    var session = history.session();
    var view =
        views.of(
            new ViewRequest(
                caller,
                session,
                messages,
                asked.size(),
                request.model(),
                request.followUp(),
                terms,
                history.unread()));
    var items = new ArrayList<StoredItem>();
    if (!session.system().isEmpty()) {
      items.add(instruction(session.system()));
    }
    view.lead().forEach(each -> items.add(instruction(each.path("content").asString(""))));
    items.addAll(terms.exact() ? history.items() : kept(view));
    return new Excerpt(List.copyOf(items), view);
  }

  private static StoredItem instruction(String text) {
    var item = Json.object().put("type", "message").put("role", "system");
    item.putArray("content").addObject().put("type", "input_text").put("text", text);
    return new StoredItem("", item);
  }

  /** The items of all messages that are kept, and those that belong to none. */
  private List<StoredItem> kept(SessionView view) {
    var kept = Set.copyOf(view.kept());
    var left = new HashSet<Long>();
    groups.stream()
        .filter(group -> !kept.contains(group.message().id()))
        .forEach(group -> group.rows().forEach(row -> left.add(row.position())));
    return history.rows().stream()
        .filter(row -> !left.contains(row.position()))
        .flatMap(row -> row.items().stream())
        .toList();
  }
}
