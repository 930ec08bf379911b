package org.rollbook.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class LayerRulesTest {

  @Test
  void shouldHoldInTheTestkit() {
    LayerRules.check("org.rollbook.testkit");
  }

  /// Checked here, because the model itself cannot use this module.
  @Test
  void shouldHoldInTheModel() {
    LayerRules.check("org.rollbook.model");
  }

  @Test
  void shouldRefuseToCheckNothing() {
    assertThatThrownBy(() -> LayerRules.check("org.rollbook.nowhere"))
        .hasMessage("no classes in org.rollbook.nowhere");
  }

  @Test
  void shouldReportEverythingThatBreaksARule() {
    var sample = new ClassFileImporter().importPackages("org.rollbook.sample");

    var broken = catchThrowable(() -> LayerRules.check("org.rollbook.sample", sample));

    assertThat(broken)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a view never sees another view")
        .hasMessageContaining("WiringHelper.row()")
        .hasMessageContaining("domain code is pure")
        .hasMessageContaining("names are domain words")
        .hasMessageContaining("time comes from the event")
        .hasMessageContaining("exit is a parameter")
        .hasMessageContaining("a part imports only what is before it")
        .hasMessageContaining("Cycle detected")
        .hasMessageContaining("org.rollbook.sample.bare is not @NullMarked");
  }
}
