package dev.tutti.memory.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.RecallScope;
import dev.tutti.memory.api.Recollection;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recall of messages that come and go. */
class MessageRecallTest {
  private static final String ACME = "acme";
  private static final long MUCH = 32 << 20;

  @TempDir Path folder;

  private final TestingMessageRows rows = new TestingMessageRows();
  private Store store;
  private MessageRecall recall;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    recall = new MessageRecall(store, rows, MUCH, () -> 0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> search(String user, String question) {
    var query = new RecallQuery(user, question, 50, RecallScope.MESSAGES);
    return recall.search(ACME, query).stream().map(Recollection::id).toList();
  }

  private String say(String session, String text) {
    return rows.say(ACME, "anna", session, "", text);
  }

  @Test
  void words_are_found_whatever_their_case_and_ending() {
    say("s1", "The weather is nice");
    var wanted = say("s2", "We were painting the old fence");
    assertThat(search("anna", "Who PAINTED fences?")).startsWith(wanted);
  }

  @Test
  void chinese_is_found_by_pairs_of_characters_and_by_one() {
    var cat = say("s1", "我家的小猫很可爱");
    say("s2", "今天上海天气不错");
    assertThat(search("anna", "小猫怎么样？")).containsExactly(cat);
    assertThat(search("anna", "猫")).containsExactly(cat);
    assertThat(search("anna", "ＳＨＡＮＧＨＡＩ")).isEmpty();
  }

  @Test
  void neighbours_of_what_fits_come_along_behind_it_and_each_once() {
    var question = say("s1", "Where did you spend the holidays?");
    var answer = say("s1", "In a hut near Bergen.");
    say("s2", "Something else");
    assertThat(search("anna", "holidays")).containsExactly(question, answer);
  }

  @Test
  void what_is_said_after_a_search_is_found_by_the_next() {
    say("s1", "one");
    assertThat(search("anna", "umbrella")).isEmpty();
    var later = say("s2", "an umbrella");
    assertThat(search("anna", "umbrella")).containsExactly(later);
    assertThat(recall.count()).isEqualTo(1);
  }

  @Test
  void what_is_erased_is_found_no_more_also_where_its_row_is_given_again() {
    say("s1", "a red umbrella");
    say("s2", "a blue bicycle");
    assertThat(search("anna", "bicycle")).hasSize(1);
    rows.erase("s2");
    assertThat(search("anna", "bicycle")).isEmpty();
    var again = say("s3", "a green kite");
    assertThat(search("anna", "bicycle")).isEmpty();
    assertThat(search("anna", "kite")).containsExactly(again);
  }

  @Test
  void who_is_named_is_who_speaks() {
    for (int i = 0; i < 5; i++) {
      rows.say(ACME, "anna", "s1", "Tom", "Lisa, what about you and books?");
      rows.say(ACME, "anna", "s1", "Lisa", "I have books, Tom.");
    }
    var best = search("anna", "What books does Lisa have?").getFirst();
    assertThat(Long.parseLong(best.substring(1)) % 2).isZero();
  }

  @Test
  void a_question_that_is_nothing_but_a_name_is_answered() {
    rows.say(ACME, "anna", "s1", "Tom", "Lisa is here");
    rows.say(ACME, "anna", "s1", "Lisa", "Hello");
    assertThat(search("anna", "Lisa")).isNotEmpty();
  }

  @Test
  void nobody_is_found_for_an_unknown_user() {
    say("s1", "one");
    assertThat(search("bert", "one")).isEmpty();
    assertThat(recall.count()).isZero();
  }

  @Test
  void of_more_messages_than_there_is_room_for_the_latest_are_found() {
    recall = new MessageRecall(store, rows, 100_000, () -> 0);
    for (int i = 0; i < 1_500; i++) {
      say("s" + i / 100, "message " + word(i));
    }
    assertThat(search("anna", word(1_499))).startsWith("m1500");
    assertThat(search("anna", word(1_400))).startsWith("m1401");
    assertThat(search("anna", word(7))).isEmpty();
    var later = say("s15", "message " + word(1_500));
    assertThat(search("anna", word(1_500))).startsWith(later);
    rows.erase("s14");
    assertThat(search("anna", word(1_399))).startsWith("m1400");
    assertThat(search("anna", word(1_450))).isEmpty();
  }

  /** A word of its own for each number. */
  private static String word(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> Character.toString('a' + digit - '0'))
        .collect(Collectors.joining("", "q", "q"));
  }

  @Test
  void indexes_take_no_more_than_they_may() {
    recall = new MessageRecall(store, rows, 200_000, () -> 0);
    for (int user = 0; user < 20; user++) {
      for (int i = 0; i < 100; i++) {
        rows.say(ACME, "user" + user, "s" + user, "", "message " + i + " of user " + user);
      }
      assertThat(search("user" + user, "message 7")).isNotEmpty();
    }
    assertThat(recall.count()).isLessThan(20);
    assertThat(search("user0", "message 7")).isNotEmpty();
  }
}
