package org.rollbook.bridge;

import org.junit.jupiter.api.Test;
import org.rollbook.testkit.layers.LayerRules;

class HouseRulesTest {

  @Test
  void shouldKeepTheRulesOfTheHouse() {
    LayerRules.check("org.rollbook.bridge");
  }
}
