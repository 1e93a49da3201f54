package dev.tutti.character.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileConsistencyTest {

  private static List<String> codes(String profile) {
    var codes = new ArrayList<String>();
    ProfileConsistency.of("Nara", Json.tree(profile))
        .forEach(each -> codes.add(each.path("code").asString()));
    return codes;
  }

  @Test
  void a_profile_that_fits_together_has_nothing() {
    assertThat(codes("{}")).isEmpty();
    assertThat(
            codes(
                """
                {"basic_info":{"data":{"name":"Nara Ito","age":"31","birth":"1990","aliases":["N"]}},
                 "appearance":{"data":{"summary":"A 31-year-old pilot."}},
                 "personality":{"data":{"summary":null}},
                 "background":{"data":{"events":[{"when":"2002","what":"At 12 years old she flew."}]}},
                 "relationships":{"data":[{"name":"Bo","relation":"friend"}]},
                 "values":{"status":"failed","data":null}}
                """))
        .isEmpty();
  }

  @Test
  void another_name_is_told_unless_it_is_an_alias() {
    assertThat(codes("{\"basic_info\":{\"data\":{\"name\":\"Bo\"}}}"))
        .containsExactly("name_differs");
    assertThat(codes("{\"basic_info\":{\"data\":{\"name\":\"Bo\",\"aliases\":[\"nara\"]}}}"))
        .isEmpty();
  }

  @Test
  void another_age_is_told_in_english_and_chinese() {
    var profile =
        "{\"basic_info\":{\"data\":{\"age\":\"%s\"}},\"appearance\":{\"data\":{\"summary\":\"%s\"}}}";
    assertThat(codes(profile.formatted("31", "aged 25, tall"))).containsExactly("age_differs");
    assertThat(codes(profile.formatted("三十一岁", "看上去31岁"))).isEmpty();
    assertThat(codes(profile.formatted("31岁", "二十五岁的飞行员"))).containsExactly("age_differs");
    assertThat(codes(profile.formatted("一百零五岁", "105岁"))).isEmpty();
    assertThat(codes(profile.formatted("31", "between 20 years old and 30 years old"))).isEmpty();
  }

  @Test
  void events_before_the_birth_are_told() {
    assertThat(
            codes(
                """
                {"basic_info":{"data":{"birth":"1990年5月"}},
                 "background":{"data":{"events":[{"when":"1985","what":"moved"},{"when":"2001"}]}}}
                """))
        .containsExactly("event_before_birth");
  }

  @Test
  void relations_to_itself_and_two_to_one_other_are_told() {
    assertThat(
            codes(
                """
                {"relationships":{"data":[{"name":"nara","relation":"sister"},
                 {"name":"Bo","relation":"friend"},{"name":"bo","relation":"enemy"},
                 {"name":"Cy","relation":"friend"},{"name":"Cy","relation":"Friend"}]}}
                """))
        .containsExactly("related_to_itself", "relation_differs");
  }
}
