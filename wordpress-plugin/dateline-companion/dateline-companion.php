<?php
/**
 * Plugin Name: Dateline Companion
 * Description: Lets the Dateline newsroom write a story to one post under the story's own id, on the condition that nobody changed it meanwhile, and prints its facts for search engines.
 * Version: 1.0.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 */

namespace Dateline\Companion;

use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

const API         = 'newsroom/v1';
const STATUSES    = array( 'draft', 'publish' );
const LOCK_WAIT_S = 10;

/** The post's own keys: who it is to the newsroom, and what machines are told of it. */
const META = array(
	'nr_external_id' => array( 'string', true ),
	'nr_revision'    => array( 'integer', true ),
	'nr_lang'        => array( 'string', true ),
	'nr_dir'         => array( 'string', true ),
	'nr_jsonld'      => array( 'string', false ),
);

add_action( 'init', __NAMESPACE__ . '\\register_meta_keys' );
add_action( 'rest_api_init', __NAMESPACE__ . '\\register_routes' );
add_action( 'wp_head', __NAMESPACE__ . '\\print_jsonld' );
add_filter( 'the_content', __NAMESPACE__ . '\\wrap_language', 20 );
add_filter( 'run_wptexturize', __NAMESPACE__ . '\\keep_quotations', 10, 1 );

function register_meta_keys() {
	foreach ( META as $key => list( $type, $in_rest ) ) {
		register_post_meta(
			'post',
			$key,
			array(
				'type'          => $type,
				'single'        => true,
				'show_in_rest'  => $in_rest,
				// Written by the newsroom's own route alone; the desk may look.
				'auth_callback' => '__return_false',
			)
		);
	}
}

function register_routes() {
	$id = array(
		'id' => array(
			'type'    => 'string',
			'pattern' => '^[A-Za-z0-9_-]{1,64}$',
		),
	);
	register_rest_route(
		API,
		'/articles/(?P<id>[A-Za-z0-9_-]{1,64})',
		array(
			array(
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => __NAMESPACE__ . '\\read_article',
				'permission_callback' => __NAMESPACE__ . '\\may_read',
				'args'                => $id,
			),
			array(
				'methods'             => 'PUT',
				'callback'            => __NAMESPACE__ . '\\write_article',
				'permission_callback' => __NAMESPACE__ . '\\may_write',
				'args'                => $id + article_args(),
			),
		)
	);
}

function article_args() {
	$text = array( 'type' => 'string' );
	$ids  = array(
		'type'  => 'array',
		'items' => array( 'type' => 'integer' ),
	);
	return array(
		'status'         => array(
			'type'     => 'string',
			'enum'     => STATUSES,
			'required' => true,
		),
		'title'          => $text,
		'content'        => $text,
		'excerpt'        => $text,
		'slug'           => $text,
		'date_gmt'       => $text,
		'categories'     => $ids,
		'tags'           => $ids,
		'featured_media' => array( 'type' => 'integer' ),
		'author'         => array( 'type' => 'integer' ),
		'revision'       => array( 'type' => 'integer' ),
		'lang'           => array(
			'type'    => 'string',
			'pattern' => '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
		),
		'dir'            => array(
			'type' => 'string',
			'enum' => array( 'ltr', 'rtl' ),
		),
		'jsonld'         => array( 'type' => array( 'object', 'null' ) ),
	);
}

/** Whoever may edit the post may read it here; what does not exist is told to authors. */
function may_read( WP_REST_Request $request ) {
	$post = find_post( $request['id'] );
	return $post ? current_user_can( 'edit_post', $post->ID ) : current_user_can( 'edit_posts' );
}

function may_write( WP_REST_Request $request ) {
	$post = find_post( $request['id'] );
	if ( $post && ! current_user_can( 'edit_post', $post->ID ) ) {
		return new WP_Error( 'rest_cannot_edit', 'This account may not edit that post.', array( 'status' => 403 ) );
	}
	$right = 'publish' === $request['status'] ? 'publish_posts' : 'edit_posts';
	if ( ! current_user_can( $right ) ) {
		return new WP_Error( 'rest_cannot_publish', 'This account may not publish.', array( 'status' => 403 ) );
	}
	if ( isset( $request['author'] ) && ! current_user_can( 'edit_others_posts' ) ) {
		return new WP_Error( 'rest_cannot_edit_others', 'This account may not set the author.', array( 'status' => 403 ) );
	}
	return true;
}

function read_article( WP_REST_Request $request ) {
	$post = find_post( $request['id'] );
	return $post ? answer( $post, 200 ) : not_there();
}

/** One writer at a time for a story: the second one waits, then meets another version. */
function write_article( WP_REST_Request $request ) {
	global $wpdb;
	$lock = substr( 'nr_' . md5( $wpdb->prefix . $request['id'] ), 0, 64 );
	if ( '1' !== (string) $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, %d)', $lock, LOCK_WAIT_S ) ) ) {
		return new WP_Error( 'newsroom_busy', 'Another write of this story is under way.', array( 'status' => 503 ) );
	}
	try {
		// Whether we may was asked before the wait, and this request remembers what it saw then.
		wp_cache_flush_runtime();
		return write_locked( $request );
	} finally {
		$wpdb->query( $wpdb->prepare( 'DO RELEASE_LOCK(%s)', $lock ) );
	}
}

function write_locked( WP_REST_Request $request ) {
	$post = find_post( $request['id'] );
	if ( ! is_expected( $post, $request ) ) {
		return $post ? answer( $post, 412 ) : new WP_Error( 'newsroom_not_there', 'There is no such article.', array( 'status' => 412 ) );
	}
	$fields = array( 'post_status' => $request['status'] );
	foreach ( array( 'title', 'content', 'excerpt' ) as $key ) {
		if ( isset( $request[ $key ] ) ) {
			$fields[ "post_$key" ] = $request[ $key ];
		}
	}
	if ( isset( $request['slug'] ) ) {
		$fields['post_name'] = sanitize_title( $request['slug'] );
	}
	if ( isset( $request['author'] ) ) {
		$fields['post_author'] = $request['author'];
	}
	if ( isset( $request['date_gmt'] ) ) {
		$fields['post_date_gmt'] = gmdate( 'Y-m-d H:i:s', (int) strtotime( $request['date_gmt'] ) );
		$fields['post_date']     = get_date_from_gmt( $fields['post_date_gmt'] );
		$fields['edit_date']     = true;
	}
	if ( $post ) {
		$fields['ID'] = $post->ID;
		$saved        = wp_update_post( wp_slash( $fields ), true );
	} else {
		// The id goes in with the post: a crash in between must not leave one that nobody finds.
		$fields['meta_input'] = array( 'nr_external_id' => $request['id'] );
		$saved                = wp_insert_post( wp_slash( $fields ), true );
	}
	if ( is_wp_error( $saved ) ) {
		$saved->add_data( array( 'status' => 500 ) );
		return $saved;
	}
	write_rest( $saved, $request );
	return answer( get_post( $saved ), $post ? 200 : 201 );
}

function write_rest( $id, WP_REST_Request $request ) {
	foreach ( array( 'revision', 'lang', 'dir' ) as $key ) {
		if ( isset( $request[ $key ] ) ) {
			update_post_meta( $id, "nr_$key", wp_slash( $request[ $key ] ) );
		}
	}
	if ( $request->has_param( 'jsonld' ) ) {
		$json = $request['jsonld'];
		if ( null === $json ) {
			delete_post_meta( $id, 'nr_jsonld' );
		} else {
			update_post_meta( $id, 'nr_jsonld', wp_slash( wp_json_encode( $json ) ) );
		}
	}
	if ( isset( $request['categories'] ) ) {
		wp_set_post_terms( $id, existing_terms( $request['categories'], 'category' ), 'category' );
	}
	if ( isset( $request['tags'] ) ) {
		wp_set_post_terms( $id, existing_terms( $request['tags'], 'post_tag' ), 'post_tag' );
	}
	if ( ! empty( $request['featured_media'] ) ) {
		set_post_thumbnail( $id, $request['featured_media'] );
	}
}

function existing_terms( $ids, $taxonomy ) {
	return array_values(
		array_filter(
			array_map( 'intval', $ids ),
			function ( $id ) use ( $taxonomy ) {
				return (bool) term_exists( $id, $taxonomy );
			}
		)
	);
}

/** If-None-Match: * wants nothing there; If-Match wants exactly this version. One of them is needed. */
function is_expected( $post, WP_REST_Request $request ) {
	if ( '*' === trim( (string) $request->get_header( 'if_none_match' ) ) ) {
		return null === $post;
	}
	$wanted = trim( (string) $request->get_header( 'if_match' ), " \t\"" );
	return null !== $post && '' !== $wanted && hash_equals( etag( $post ), $wanted );
}

/** In any state, the trash included; the oldest, if an import ever made two. */
function find_post( $external_id ) {
	$found = get_posts(
		array(
			'post_type'        => 'post',
			'post_status'      => array( 'publish', 'future', 'draft', 'pending', 'private', 'trash' ),
			'meta_key'         => 'nr_external_id',
			'meta_value'       => (string) $external_id,
			'orderby'          => 'ID',
			'order'            => 'ASC',
			'posts_per_page'   => 1,
			'suppress_filters' => true,
		)
	);
	return $found[0] ?? adopt_post( $external_id );
}

/** A post that was made before this plug-in came carries the story's marker in its slug. */
function adopt_post( $external_id ) {
	$found = get_posts(
		array(
			'post_type'        => 'post',
			'post_status'      => array( 'publish', 'future', 'draft', 'pending', 'private', 'trash' ),
			's'                => 'nr-id-' . $external_id,
			'search_columns'   => array( 'post_content' ),
			'orderby'          => 'ID',
			'order'            => 'ASC',
			'posts_per_page'   => 1,
			'suppress_filters' => true,
		)
	);
	$post = $found[0] ?? null;
	if ( ! $post || ! preg_match( '/[" ]nr-id-' . preg_quote( $external_id, '/' ) . '[" ]/', $post->post_content ) ) {
		return null;
	}
	if ( current_user_can( 'edit_post', $post->ID ) ) {
		update_post_meta( $post->ID, 'nr_external_id', wp_slash( $external_id ) );
	}
	return $post;
}

function etag( WP_Post $post ) {
	return hash( 'sha256', wp_json_encode( array( $post->post_title, $post->post_content, $post->post_excerpt, $post->post_status ) ) );
}

function answer( WP_Post $post, $status ) {
	$etag = etag( $post );
	$body = array(
		'id'             => $post->ID,
		'status'         => $post->post_status,
		'slug'           => $post->post_name,
		'link'           => get_permalink( $post ),
		'title'          => array( 'raw' => $post->post_title ),
		'content'        => array( 'raw' => $post->post_content ),
		'excerpt'        => array( 'raw' => $post->post_excerpt ),
		'author'         => (int) $post->post_author,
		'categories'     => wp_get_post_terms( $post->ID, 'category', array( 'fields' => 'ids' ) ),
		'tags'           => wp_get_post_terms( $post->ID, 'post_tag', array( 'fields' => 'ids' ) ),
		'featured_media' => (int) get_post_thumbnail_id( $post ),
		'etag'           => $etag,
	);
	return new WP_REST_Response( $body, $status, array( 'ETag' => '"' . $etag . '"' ) );
}

function not_there() {
	return new WP_Error( 'newsroom_not_there', 'There is no such article.', array( 'status' => 404 ) );
}

/** The facts for machines; a `</script>` in a headline cannot end the element. */
function print_jsonld() {
	if ( ! is_singular( 'post' ) ) {
		return;
	}
	$json = json_decode( (string) get_post_meta( get_queried_object_id(), 'nr_jsonld', true ) );
	if ( null === $json ) {
		return;
	}
	$json->url = get_permalink( get_queried_object_id() );
	$flags     = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;
	echo '<script type="application/ld+json">' . wp_json_encode( $json, $flags ) . "</script>\n"; // phpcs:ignore
}

/** The article's own language and direction, whatever the site's are. */
function wrap_language( $content ) {
	$lang = get_post_meta( get_the_ID(), 'nr_lang', true );
	if ( ! is_string( $lang ) || '' === $lang || ! in_the_loop() ) {
		return $content;
	}
	$dir = 'rtl' === get_post_meta( get_the_ID(), 'nr_dir', true ) ? 'rtl' : 'ltr';
	return sprintf( '<div class="nr-article" lang="%s" dir="%s">%s</div>', esc_attr( $lang ), $dir, $content );
}

/** A quotation is printed as it was approved: no curled quotes, no dashes made of hyphens. */
function keep_quotations( $run ) {
	static $is_ours = null;
	if ( null === $is_ours && did_action( 'wp' ) ) {
		$is_ours = is_singular( 'post' ) && '' !== (string) get_post_meta( get_queried_object_id(), 'nr_external_id', true );
	}
	return true === $is_ours ? false : $run;
}
