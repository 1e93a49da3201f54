package dev.tutti.skill.tool;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.wire.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * An address that skills may call as a tool: {@code http:name}. The model chooses the arguments,
 * never the address.
 *
 * @param method {@code GET} puts the arguments into the query, {@code POST} into a JSON body
 * @param headers of every request, such as a key
 * @param parameters the JSON Schema of the arguments
 */
public record HttpToolSettings(
    URI url,
    Method method,
    Map<String, String> headers,
    String description,
    ObjectNode parameters,
    Duration timeout) {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]{1,8000}");

  private static final Kind<URI> ADDRESS =
      Kind.of(
          "an address such as https://host/path, without a query",
          URI.create("https://localhost"),
          HttpToolSettings::address);

  private static final Kind<ObjectNode> SCHEMA =
      Kind.of("a JSON Schema as JSON", Json.object(), HttpToolSettings::schema);

  /** HTTP methods, by how the arguments travel. */
  public enum Method {
    /** In the query. */
    GET,
    /** In a JSON body. */
    POST;

    String word() {
      return name().toUpperCase(Locale.ROOT);
    }
  }

  public static HttpToolSettings read(Section section) {
    return new HttpToolSettings(
        section.value("url", ADDRESS).required(),
        section.oneOf("method", Method.values()).or(Method.POST),
        section.values(
            "headers", Kind.text(HEADER, "a header's name"), Kind.text(VALUE, "one line")),
        section.string("description").or(""),
        section.value("parameters", SCHEMA).or(Json.object().put("type", "object")),
        section.duration("timeout").or(Duration.ofSeconds(10)));
  }

  private static URI address(String text) {
    var url = URI.create(text);
    Origin.of(url);
    return url;
  }

  private static ObjectNode schema(String text) {
    try {
      if (Json.tree(text) instanceof ObjectNode schema) {
        return schema;
      }
    } catch (Fault e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException(text);
  }
}
