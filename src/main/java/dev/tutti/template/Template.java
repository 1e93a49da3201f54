package dev.tutti.template;

import java.util.List;
import java.util.Map;

/** Stub. */
public final class Template {
  private final Source source;

  private Template(Source source) {
    this.source = source;
  }

  /** Stub. */
  public static Template compile(Source source, Loader loader, Options options) {
    return new Template(source);
  }

  /** Stub. */
  public List<Message> renderMessages(Map<String, ?> values, Budget budget) {
    var text = source.text();
    for (var each : values.entrySet()) {
      text = text.replace("{{ " + each.getKey() + " }}", String.valueOf(each.getValue()));
    }
    return List.of(new Message(Role.SYSTEM, text.strip()));
  }

  /** Stub. */
  public List<Variable> undeclared() {
    return List.of();
  }
}
