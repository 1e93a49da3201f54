package dev.tutti.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParameterFaultTest {
  @Test
  void a_refusal_that_names_its_parameter_is_told_of_it_once() {
    var fault = ParameterFault.of("query", new IllegalArgumentException("step: 7m (expected: 5m)"));
    assertThat(fault).hasMessage("step: 7m (expected: 5m)");
    assertThat(fault.param()).contains("step");
  }

  @Test
  void a_refusal_without_a_name_is_about_what_was_read() {
    var fault = ParameterFault.of("zone", new IllegalArgumentException("Nowhere is no zone"));
    assertThat(fault).hasMessage("zone: Nowhere is no zone");
    assertThat(fault.param()).contains("zone");
  }
}
