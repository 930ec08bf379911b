/// Clients, rounds of measurements, the figures that they show, and the table.
@NullMarked
package org.rollbook.benchmark.measure;

import org.jspecify.annotations.NullMarked;
