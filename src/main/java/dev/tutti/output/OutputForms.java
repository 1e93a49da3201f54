package dev.tutti.output;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.dialect.Dialects;
import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms of callers' schemas. Compiling takes much longer than judging, and callers repeat
 * themselves, so the latest ones are kept. Thread-safe.
 */
public final class OutputForms {
  private static final int MOST_KEPT = 256;
  private static final long MOST_BYTES_KEPT = 2 << 20;

  /** The schemas of schemas; those of earlier years are what many libraries still write. */
  private static final List<String> DIALECTS =
      List.of(DialectId.DRAFT_2020_12, DialectId.DRAFT_2019_09, DialectId.DRAFT_7);

  private final LinkedHashMap<String, CachedForm> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /**
   * Form of the answer to a request. May take milliseconds.
   *
   * @throws Fault {@code invalid_request} when its schema is none, naming the place
   */
  public OutputForm of(ChatRequest request) {
    return switch (request.promptOf("response_format").answerFormat()) {
      case AnswerFormat.JsonSchema(String _, ObjectNode schema, boolean _) -> of(schema);
      case AnswerFormat.JsonObject _, AnswerFormat.Text _ -> OutputForm.OBJECT;
    };
  }

  /**
   * The form of a schema. May take milliseconds.
   *
   * @throws Fault {@code invalid_request} when it is none, naming the place
   */
  public OutputForm of(ObjectNode schema) {
    var text = Json.bytes(schema);
    SchemaRules.check(schema, text.length);
    var digest = digest(text);
    var known = find(digest);
    if (known != null) {
      return known;
    }
    var made = MatchBudget.bounded(() -> compile(schema));
    keep(digest, new CachedForm(made, text.length));
    return made;
  }

  private synchronized @Nullable OutputForm find(String digest) {
    var found = kept.get(digest);
    return found == null ? null : found.form;
  }

  private synchronized void keep(String digest, CachedForm form) {
    if (kept.putIfAbsent(digest, form) == null) {
      bytes += form.bytes;
    }
    var eldest = kept.values().iterator();
    while (kept.size() > MOST_KEPT || bytes > MOST_BYTES_KEPT) {
      bytes -= eldest.next().bytes;
      eldest.remove();
    }
  }

  /** Number of forms that are kept. */
  synchronized int kept() {
    return kept.size();
  }

  private OutputForm compile(ObjectNode schema) {
    var dialect = dialect(schema);
    try {
      refuseNonsense(schema, dialect);
      var compiled = Schemas.REGISTRY.getSchema(schema);
      compiled.initializeValidators();
      return OutputForm.of(compiled);
    } catch (SchemaException e) {
      throw SchemaRules.refused(firstLine(e), "a JSON Schema");
    } catch (StackOverflowError _) {
      throw SchemaRules.refused("it refers to itself without end", "references that end");
    }
  }

  private static String dialect(ObjectNode schema) {
    var said = schema.path("$schema").asString(DialectId.DRAFT_2020_12).replaceFirst("#$", "");
    return DIALECTS.stream()
        .filter(each -> each.replaceFirst("#$", "").equals(said))
        .findFirst()
        .orElseThrow(
            () -> SchemaRules.refused("$schema is \"" + said + "\"", String.join(", ", DIALECTS)));
  }

  private void refuseNonsense(ObjectNode schema, String dialect) {
    Schema rules = Schemas.REGISTRY.getSchema(SchemaLocation.of(dialect));
    List<Error> errors = rules.validate(schema);
    if (!errors.isEmpty()) {
      throw SchemaRules.refused(OutputForm.told(errors.getFirst()), "a JSON Schema");
    }
  }

  private static String firstLine(SchemaException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record CachedForm(OutputForm form, int bytes) {}

  /** The dialects, which take a hundred classes: they are loaded when the first schema comes. */
  private static final class Schemas {
    static final SchemaRegistry REGISTRY =
        SchemaRegistry.withDialects(
            List.of(Dialects.getDraft202012(), Dialects.getDraft201909(), Dialects.getDraft7()),
            builder ->
                builder
                    .defaultDialectId(DialectId.DRAFT_2020_12)
                    .schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(config()));

    private static SchemaRegistryConfig config() {
      return SchemaRegistryConfig.builder()
          .locale(Locale.ENGLISH)
          .regularExpressionFactory(BoundedPattern::of)
          .build();
    }
  }
}
