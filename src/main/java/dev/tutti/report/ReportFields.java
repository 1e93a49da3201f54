package dev.tutti.report;

import static dev.tutti.query.FieldType.DURATION;
import static dev.tutti.query.FieldType.FLAG;
import static dev.tutti.query.FieldType.NUMBER;
import static dev.tutti.query.FieldType.TEXT;
import static dev.tutti.query.FieldType.WORD;

import dev.tutti.ledger.CallFields;
import dev.tutti.query.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Fields that the filter of a report may name, and who has them. */
final class ReportFields {
  /** Fields that only attempts have. */
  static final List<Field> ATTEMPT =
      List.of(
          Field.of("provider", WORD),
          Field.of("upstream_model", WORD),
          Field.of(
              "deployment",
              TEXT,
              "((SELECT text FROM word WHERE id = provider) || '/'"
                  + " || (SELECT text FROM word WHERE id = upstream_model))"),
          Field.of("reason", WORD),
          Field.of("attempt_outcome", WORD, "outcome"),
          Field.of("upstream_status", NUMBER, "status"),
          Field.of("duration", DURATION),
          Field.of("price", WORD),
          Field.of("cost_reported", FLAG),
          Field.of("service_tier", WORD));

  /** All of them. */
  static final List<Field> ALL = Stream.concat(CallFields.CALL.stream(), ATTEMPT.stream()).toList();

  /** Names of the call's fields that attempts have, too. */
  private static final Set<String> COMMON =
      Set.of("call", "key", "owner", "user", "operation", "model", "skill", "streamed");

  private ReportFields() {}

  /** Whether a subject has it. */
  static boolean isOf(FigureSubject subject, Field field) {
    return switch (subject) {
      case CALL -> !ATTEMPT.contains(field);
      case ATTEMPT -> ATTEMPT.contains(field) || COMMON.contains(field.name());
    };
  }

  /** Columns that a condition on it needs. */
  static List<String> columns(Field field) {
    return field.name().equals("deployment")
        ? List.of("provider", "upstream_model")
        : List.of(field.column());
  }
}
