/** Made-up profiles and events, the same ones for the same sizes and seed. Knows nothing of the server. */
@NullMarked
package io.muster.bench.data;

import org.jspecify.annotations.NullMarked;
