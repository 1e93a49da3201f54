package dev.tutti.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final Moment NOON =
      new Moment(Instant.parse("2026-03-01T12:00:00Z"), ZoneId.of("Asia/Kathmandu"));

  private static final List<Field> FIELDS =
      List.of(
          Field.of("id", FieldType.TEXT),
          Field.of("owner", FieldType.WORD),
          new Field("outcome", FieldType.WORD, "outcome", List.of("completed", "timeout")),
          Field.of("tokens", FieldType.NUMBER),
          Field.of("cost", FieldType.MONEY),
          Field.of("total", FieldType.DURATION),
          Field.of("started", FieldType.TIME, "started_at"),
          Field.of("streamed", FieldType.FLAG));

  private final Handle handle = Jdbi.open("jdbc:sqlite::memory:");

  @BeforeEach
  void fill() {
    handle.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)");
    handle.execute(
        "CREATE TABLE row (id TEXT, owner, outcome, tokens, cost, total, started_at, streamed)");
    handle.execute(
        "INSERT INTO word VALUES (1, ''), (2, 'red'), (3, 'blue_1'), (4, 'completed'), (5,"
            + " 'timeout')");
    row("'a', 2, 4, 10, 50000000, 2000000", "2026-03-01T11:00:00Z", false);
    row("'b', 3, 5, 2000, NULL, 3500000", "2026-02-28T18:14:59Z", true);
    row("'c*[', 1, 4, 0, 0, 250000", "2026-02-28T18:15:00Z", true);
  }

  private void row(String values, String at, boolean streamed) {
    handle.execute(
        "INSERT INTO row VALUES (%s, ?, ?)".formatted(values),
        Instant.parse(at).toEpochMilli(),
        streamed);
  }

  @AfterEach
  void close() {
    handle.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "'' ; abc",
        "owner=red ; a",
        "owner:red ; a",
        "owner = red ; a",
        "owner!=red ; bc",
        "-owner=red ; bc",
        "-owner!=red ; a",
        "owner=red|none ; ac",
        "owner!=red|none ; b",
        "owner=none ; c",
        "owner!=none ; ab",
        "owner=b* ; b",
        "owner=\"b*\" ; ''",
        "owner~LUE_ ; b",
        "owner~lue%1 ; ''",
        "owner~lue|ed ; ab",
        "owner~lue_|! owner~b ; b",
        "id=\"c*[\" ; c",
        "id=c*[ ; c",
        "id=c*? ; ''",
        "outcome=completed tokens>0 ; a",
        "tokens>=10 tokens<2000 ; a",
        "cost=none ; b",
        "cost=0 ; c",
        "cost>=0.05 ; a",
        "-cost>=0.05 ; bc",
        "total>=3s ; b",
        "total<=250ms ; c",
        "total=2s|3.5s ; ab",
        "started>-1h30m ; a",
        "started=2026-03-01 ; ac",
        "started=2026-02-28 ; b",
        "started>=2026-03-01T00:00 ; ac",
        "started<2026-02-28T18:15:00Z ; b",
        "started<2026-02-28T18:15+00:00 ; b",
        "started<2026-03-01T00:00:00+05:45 ; b",
        "started<=now ; abc",
        "'owner=red\ttokens>0\r\n' ; a",
        "'\u3000owner=red\u00a0tokens>0' ; a",
        "streamed=yes ; bc",
        "streamed=false ; a",
      })
  void a_query_finds_what_it_says(String text, String found) {
    var condition = Query.parse(text, FIELDS, NOON).condition();
    var query =
        handle.createQuery("SELECT id FROM row WHERE " + condition.sql() + " ORDER BY rowid");
    for (int i = 0; i < condition.arguments().size(); i++) {
      query.bind(i, condition.arguments().get(i));
    }
    var ids = query.mapTo(String.class).list().stream().map(id -> id.substring(0, 1)).toList();
    assertThat(String.join("", ids)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "ärzte, d",
    "ÄRZTE, d",
    "мОСКВА, d",
    "e_м, d",
    "\"E_Москва [x\", d",
    "SS, ''",
    "ß, d",
    "ǆ, d",
    "arzte, ''",
    "ä*, ''",
    "ä?zte, ''",
    "ä[r, ''",
    "东京, d",
    "东_京, ''",
    "ärzt|red, ad"
  })
  void capitals_of_all_letters_are_like_small_ones(String part, String found) {
    handle.execute("INSERT INTO word VALUES (6, 'groß ÄRZTE_Москва [X ǅ 东京')");
    row("'d', 6, 4, 0, 0, 0", "2026-03-01T11:00:00Z", false);
    a_query_finds_what_it_says("owner~" + part, found);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '#',
      value = {
        "ownr=red # at 1: \"ownr\" is no field (expected: one of id, owner, outcome, tokens, cost,"
            + " total, started, streamed); did you mean owner?",
        "owner=red =3 # at 11: no field's name (expected: one of id, owner, outcome, tokens, cost,"
            + " total, started, streamed)",
        "owner red # at 7: no operator behind owner (expected: one of = != ~ <= < >= >)",
        "owner>red # at 6: > cannot be used with owner (expected: = != or ~)",
        "total~3s # at 6: ~ cannot be used with total (expected: = != < <= > or >=)",
        "streamed<yes # at 9: < cannot be used with streamed (expected: = or !=)",
        "owner= # at 7: no value of owner (expected: a text)",
        "owner=red| # at 11: no value of owner (expected: a text)",
        "owner=\"red # at 7: a quote without an end (expected: another \")",
        "owner=\"red\"x # at 12: 'x' (expected: a space, or | and another value)",
        "tokens=many # at 8: tokens: \"many\" (expected: a whole number such as 1000)",
        "cost>1e3 # at 6: cost: \"1e3\" (expected: dollars such as 0.05)",
        "total>3 # at 7: total: \"3\" (expected: a time such as 250ms, 3s or 1m30s)",
        "total>200000d # at 7: total: \"200000d\" (expected: a time such as 250ms, 3s or 1m30s)",
        "outcome=timeuot # at 9: outcome: \"timeuot\" (expected: one of completed, timeout); did"
            + " you mean timeout?",
        "owner=\"red\"\ud83d\ude00 # at 12: '\ud83d\ude00' (expected: a space, or | and another"
            + " value)",
        "owner=\0* # at 7: the character U+0000 (expected: none, as it ends patterns in the"
            + " database)",
        "total>none # at 7: total: \"none\" (expected: a time such as 250ms, 3s or 1m30s)",
      })
  void a_mistake_is_told_with_its_place(String text, String message) {
    assertThatThrownBy(() -> Query.parse(text, FIELDS, NOON)).hasMessage(message.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-13-01",
        "-213504d",
        "-999999999d999999999d",
        "1960-01-01",
        "+10000-01-01T00:00:00Z",
        "+300000000-01-01T00:00",
        "+999999999-12-31T23:59:59Z"
      })
  void a_time_that_is_none_is_told(String time) {
    assertThatThrownBy(() -> Query.parse("started>" + time, FIELDS, NOON))
        .isInstanceOfSatisfying(
            QuerySyntaxException.class, e -> assertThat(e.position()).isEqualTo(9))
        .hasMessageContaining("2026-03-01T12:30");
  }

  @Test
  void what_is_too_long_or_too_much_is_refused() {
    assertThatThrownBy(() -> Query.parse("x".repeat(2_001), FIELDS, NOON))
        .hasMessageContaining("2001 characters");
    assertThatThrownBy(() -> Query.parse("owner=" + "a|".repeat(100) + "a", FIELDS, NOON))
        .hasMessageContaining("more than 100 values");
  }
}
