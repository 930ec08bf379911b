@NullMarked
package org.rollbook.runtime.ingest.registry;

import org.jspecify.annotations.NullMarked;
